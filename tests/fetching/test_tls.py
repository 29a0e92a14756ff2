"""Secure connections: checked by default, relaxed or proven by certificate where the reader says so."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest

from mainstem.feeds.errors import BadInput, FetchFailed, TLSFailed
from mainstem.fetching import Fetcher, Limits, Options, Request
from tests.fetching.servers import ok, redirect, serving

x509 = pytest.importorskip("cryptography.x509")
QUICK = Limits(connect_seconds=2, first_byte_seconds=2, total_seconds=5)


@pytest.fixture(scope="module")
def pem() -> str:
    """A key and a certificate for 127.0.0.1 that nobody vouches for."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(now - timedelta(days=1))
    builder = builder.not_valid_after(now + timedelta(days=9))
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return (secret + made.public_bytes(serialization.Encoding.PEM)).decode()


@pytest.fixture
def context(pem, tmp_path) -> ssl.SSLContext:
    path = tmp_path / "server.pem"
    path.write_text(pem)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(path)
    made.load_verify_locations(path)
    return made


def fetch(context, answer=lambda _: ok(b"<rss/>"), **options):
    async def run():
        async with serving(answer, tls=context) as server, Fetcher(QUICK, ["127.0.0.1"]) as fetcher:
            url = server.url.replace("http:", "https:")
            return await fetcher.fetch(Request(url, options=Options(**options)))

    return asyncio.run(run())


def test_a_certificate_that_nobody_vouches_for_is_refused(context):
    with pytest.raises(TLSFailed, match="certificate") as refused:
        fetch(context)
    assert not refused.value.is_ours


def test_checks_can_be_relaxed(context):
    assert fetch(context, verify_tls=False).body == b"<rss/>"


def test_a_client_certificate_is_shown(context, pem):
    context.verify_mode = ssl.CERT_REQUIRED
    assert fetch(context, verify_tls=False, client_certificate=pem).body == b"<rss/>"
    with pytest.raises(FetchFailed):
        fetch(context, verify_tls=False)


def test_a_client_certificate_that_is_none_is_refused_in_words(context):
    with pytest.raises(BadInput, match="certificate"):
        fetch(context, verify_tls=False, client_certificate="nonsense")


def test_secrets_do_not_go_down_to_plain_http(context):
    async def run():
        async with serving(lambda _: ok()) as plain, Fetcher(QUICK, ["127.0.0.1"]) as fetcher:
            async with serving(lambda _: redirect(plain.url), tls=context) as server:
                options = Options("ann", "pw", cookies="a=b", verify_tls=False)
                await fetcher.fetch(Request(server.url.replace("http:", "https:"), options=options))
            return plain

    assert not {"authorization", "cookie"} & set(asyncio.run(run()).headers())


def test_tls_through_a_tunnel(context):
    async def run():
        async with (
            serving(lambda _: ok(b"<rss/>"), tls=context) as server,
            Fetcher(QUICK, ["127.0.0.1"]) as fetcher,
        ):

            async def tunnel(reader, writer):
                await reader.readuntil(b"\r\n\r\n")
                there, back = await asyncio.open_connection("127.0.0.1", server.port)
                writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
                await asyncio.wait(
                    [asyncio.ensure_future(_pump(*pair)) for pair in ((reader, back), (there, writer))]
                )

            listener = await asyncio.start_server(tunnel, "127.0.0.1", 0)
            proxy = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
            url = server.url.replace("http:", "https:")
            came = await fetcher.fetch(Request(url, options=Options(proxy_url=proxy, verify_tls=False)))
            listener.close()
            return came

    assert asyncio.run(run()).body == b"<rss/>"


async def _pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()
