import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mainstem.content import clean
from mainstem.content.nesting import shallow
from mainstem.content.vocabulary import CALM, TAGS
from tests.content.inspection import faults

BASE = "https://news.example/2024/post.html"
IMG = 'loading="lazy" decoding="async" referrerpolicy="no-referrer"'


def a(url, text="x"):
    return f'<a href="{url}" rel="noopener noreferrer">{text}</a>'


HARMLESS = {
    "headings": "<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h5>e</h5><h6>f</h6>",
    "sections": "<article><header>a</header><section>b</section><aside>c</aside><footer>d</footer></article>",
    "figures": "<figure><p>a</p><figcaption>b</figcaption></figure>",
    "tables": "<table><caption>a</caption><colgroup><col span=\"2\"></colgroup><thead><tr>"
    '<th scope="col">b</th></tr></thead><tbody><tr><td colspan="2" rowspan="3">c</td></tr></tbody></table>',
    "code": "<pre><code>if (a &lt; b) {\n    c();\n}</code></pre>",
    "keys": "<kbd>a</kbd><samp>b</samp><var>c</var><tt>d</tt>",
    "ruby": "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
    "maths": '<math display="block"><mrow><msup><mi mathvariant="bold">x</mi><mn>2</mn></msup><mo stretchy="false">='
    "</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow></math>",
    "details": '<details open=""><summary>a</summary>b</details>',
    "sub and sup": "H<sub>2</sub>O, m<sup>2</sup>",
    "lists": '<ol start="3" type="a" reversed=""><li value="7">a</li></ol><ul type="square"><li>b</li></ul>',
    "definitions": "<dl><dt>a</dt><dd>b</dd></dl>",
    "languages": '<p lang="ar" dir="rtl">a <bdi>b</bdi> <bdo dir="ltr">c</bdo></p>',
    "quotes": '<blockquote cite="https://other.example/a">b</blockquote><q cite="https://other.example/c">d</q>',
    "edits": '<del cite="https://other.example/a" datetime="2024-01-01">b</del><ins datetime="2024-01-02">c</ins>',
    "moments": '<time datetime="2024-01-01T10:00:00Z">New Year</time>',
    "phrases": '<abbr title="a b">c</abbr><cite>d</cite><dfn>e</dfn><small>f</small><mark>g</mark><u>h</u><s>i</s>',
    "emphasis": "<b>a</b><strong>b</strong><i>c</i><em>d</em>",
    "breaks": "a<br>b<wbr>c<hr>",
    "gauges": '<meter value="3" min="1" max="5">a</meter><progress value="1" max="2">b</progress>'
    '<data value="9">c</data>',
    "other schemes": "".join(
        f'<a href="{url}" rel="noopener noreferrer">x</a>'
        for url in ("mailto:a@b.example?subject=c", "tel:+4912345", "magnet:?xt=urn:btih:abc", "xmpp:a@b.example")
    ),
    "pictures": f'<img src="https://a.example/b.png" alt="" width="640" height="480" {IMG}>',
    "pictures in sizes": '<picture><source srcset="https://a.example/b.webp 1x, https://a.example/c.webp 2x" '
    f'type="image/webp" media="(min-width: 40em)"><img src="https://a.example/b.png" alt="a" {IMG}></picture>',
    "small pictures inside": f'<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAK" {IMG}>',
    "sounds": '<audio src="https://a.example/b.mp3" controls="" preload="none"></audio>',
    "films": '<video src="https://a.example/b.mp4" controls="" preload="none" poster="https://a.example/c.jpg" '
    'width="640" height="360"><track src="https://a.example/d.vtt" kind="captions" label="English" srclang="en" '
    'default=""></video>',
    "names of classes": '<p data-sanitized-class="note big" data-sanitized-id="n1">a</p>',
}  # fmt: skip


@pytest.mark.parametrize("html", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_entries_need_stays_as_it_is(html):
    assert clean(html, BASE) == html
    assert faults(html) == []


CHANGED = {
    '<a href="../x.html?a=1&amp;b=2">y</a>': a('https://news.example/x.html?a=1&amp;b=2', 'y'),
    '<a href="#fn1">1</a>': a(f"{BASE}#fn1", "1"),
    '<li id=fn1 class="note">x': '<li data-sanitized-class="note" data-sanitized-id="fn1">x</li>',
    "<a name=top>x</a>": '<a data-sanitized-id="top">x</a>',
    "<a href='https://e.example/?utm_source=a&id=7&fbclid=b'>x</a>": a('https://e.example/?id=7'),
    "<a href='https://www.google.com/url?q=https%3A%2F%2Fe.example%2Fa&sa=D'>x</a>": a('https://e.example/a'),
    "<a href='http://me:pw@e.example:80/a b'>x</a>": a('http://e.example/a%20b'),
    "<a href='http://münchen.example/ü'>x</a>": a('http://xn--mnchen-3ya.example/%C3%BC'),
    "<a href='https://evil.example/'>bank.com</a>": f"bank.com [{a('https://evil.example/', 'evil.example')}]",
    "<a href='https://github.com/x'>README.md</a>": a('https://github.com/x', 'README.md'),
    "<a href='https://www.bank.com/x'>bank.com</a>": a('https://www.bank.com/x', 'bank.com'),
    "<img src=a.png srcset='b.png 1x,c.png 2x, d.png' sizes=100vw>": '<img src="https://news.example/2024/a.png" '
    'srcset="https://news.example/2024/b.png 1x, https://news.example/2024/c.png 2x, https://news.example/2024/d.png" '
    f'sizes="100vw" {IMG}>',
    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src=/a.png><noscript><img src=/a.png></noscript>":
    f'<img src="https://news.example/a.png" {IMG}>',
    "<noscript><img src=/a.png></noscript>":
    f'<img src="https://news.example/a.png" {IMG}>',
    "<iframe src='//www.youtube.com/embed/x?autoplay=1' width=560></iframe>y":
    '<iframe src="https://www.youtube-nocookie.com/embed/x" width="560" '
    'sandbox="allow-scripts allow-same-origin allow-popups allow-presentation" allow="encrypted-media; fullscreen; '
    'picture-in-picture" allowfullscreen="" loading="lazy" referrerpolicy="strict-origin"></iframe>y',
    "<iframe src=//evil.example>old <b>browsers</b></iframe>": "old <b>browsers</b>",
    "<pre>\n\n\nx</pre>": "<pre>\n\n\nx</pre>",
    "<font color=red>a</font><blink>b</blink>": "ab",
    "<p>a<p>b": "<p>a</p><p>b</p>",
    "<video autoplay src=a.mp4>": '<video src="https://news.example/2024/a.mp4" controls="" preload="none"></video>',
    "<a href='https://evil.example/' title='See bank.com, really'>x</a>":
    a('https://evil.example/', 'x').replace('">', '" title="See bank.com, really">'),
    "<a href='https://evil.example/' title='https://bank.com/'>x</a>": a('https://evil.example/', 'x'),
    "<a href='https://evil.example/'><img src=/a.png alt='www.bank.com'></a>":
    f'<img src="https://news.example/a.png" alt="www.bank.com" {IMG}> [{a("https://evil.example/", "evil.example")}]',
    "<a href='https://evil.example/'>ftp://bank.com</a>":
    f"ftp://bank.com [{a('https://evil.example/', 'evil.example')}]",
    "<a href='https://e.example/?a=1;utm_source=x;b=2'>x</a>": a('https://e.example/?a=1;b=2'),
    "<a href='https://e.example/?a=1&&b=2'>x</a>": a('https://e.example/?a=1&amp;&amp;b=2'),
    "<img width=1 height=1 src=/a.gif>x": "x",
    "<img hidden src=/a.gif>x": "x",
    "<img style='opacity: 0' src=/a.gif>x": "x",
    "<img style='opacity:0;transition:opacity 1s' src=/a.gif>": f'<img src="https://news.example/a.gif" {IMG}>',
    "<img style='opacity:0.9' src=/a.gif>": f'<img src="https://news.example/a.gif" {IMG}>',
    "<img src=https://pixel.wp.com/b.gif>x": "x",
    "<b>1 < 2 & 3</b>": "<b>1 &lt; 2 &amp; 3</b>",
    "": "",
}  # fmt: skip


@pytest.mark.parametrize("html", CHANGED)
def test_what_needs_mending_is_mended(html):
    assert clean(html, BASE) == CHANGED[html]


def test_pictures_in_a_private_network_stay_where_the_feed_is_there_too():
    assert clean("<img src=http://192.168.1.2/a.png>", BASE) == ""
    assert "192.168.1.2" in clean("<img src=/a.png>", "http://192.168.1.2/feed")


def test_without_a_base_relative_addresses_are_dropped():
    assert clean("<a href=/x>y</a><img src=z.png>", "") == "<a>y</a>"


def test_cleaning_stays_the_same_whatever_base_comes_later():
    done = clean("<p><a href=/x>y</a><img src=z.png alt=w>", BASE)
    assert clean(done, "https://other.example/") == done


_NAMES = sorted(
    CALM | TAGS | {"table", "td", "svg", "math", "mi", "button", "template", "form", "title", "select"}
)
_LINKS = [
    f"<a href={href} title={title}>{shown}</a>"
    for href in ("/x", "https://evil.example/?a;utm_source=b;c#utm_d=e", "mailto:a@b")
    for title in ("bank.com", "'https://bank.com/'", "x")
    for shown in (
        "bank.com",
        "<img src=a.png alt=bank.com hidden>",
        "ftp://bank.com <b>x</b>",
        "<a href=/y>z",
    )
]
_PIECES = st.one_of(
    st.sampled_from(_LINKS),
    st.sampled_from(_NAMES).flatmap(
        lambda name: st.sampled_from(
            [
                f"<{name}>",
                f"</{name}>",
                f"<{name} class=a id=b>",
                f"<{name} href=/a src=b.png>",
                f"<{name} title='<b>'/>",
            ]
        )
    ),
    st.sampled_from(
        [
            "text",
            "\n",
            " ",
            "&lt;b&gt;",
            "&#13;",
            "&nbsp;",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "bank.com",
            "\0",
        ]
    ),
    st.text(alphabet="<>/&;#\"'= \nab!-?\u202e\ud800", max_size=5),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_cleaning_again_changes_nothing(html):
    done = clean(html, BASE)
    assert clean(done, BASE) == done
    assert faults(done) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, min_size=4, max_size=14).map("".join))
def test_cleaning_a_large_document_again_changes_nothing(html):
    done = clean(html * 90, BASE)
    assert clean(done, BASE) == done
    assert faults(done) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_a_document_made_shallow_is_as_safe(html):
    assert faults(clean(shallow(html), BASE)) == []


@pytest.mark.parametrize("html", HARMLESS.values(), ids=HARMLESS.keys())
def test_large_documents_come_out_like_small_ones(html):
    assert clean(html * 300, BASE) == html * 300
