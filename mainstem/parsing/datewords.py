"""Names of months, halves of the day and time zones, as feeds write them. Data only; keys are folded
to lower case without accents and full stops."""

from __future__ import annotations

import unicodedata

# One row a month; languages by family. The first three letters of English names stand alone as well.
_MONTH_ROWS = (
    "jan january januar januari janvier janv enero ene gennaio gen janeiro ianuarie ian styczen stycznia "
    "sty leden ledna led januara sijecanj siječanj sijecnja januarja tammikuu tammikuuta tammi ocak oca "
    "янв январь января січень січня січ януари яну јануар јануара ιαν ιανουαριος ιανουαριου ιανουάριος "
    "sausis sausio janvaris janvari jaanuar jan. janúar gener januarius ιαν. января. يناير ינואר जनवरी "
    "มกราคม ม.ค tháng1 kanunusani 1月 1월 一月 jänner janner",
    "feb february februar februari fevrier fevr fev febrero febbraio fevereiro februarie luty lutego lut "
    "unor unora úno uno veljaca veljace veljače helmikuu helmikuuta helmi subat şubat sub şub фев февр "
    "февраль февраля лютий лютого лют февруари фебруар фебруара φεβ φεβρουαριος φεβρουαριου vasaris "
    "vasario februaris veebruar febrúar febrer فبراير פברואר फरवरी กุมภาพันธ์ ก.พ 2月 2월 二月 feber fév "
    "févr",
    "mar march marz marts mars maart marzo março marco martie marzec marca březen brezen brezna března "
    "bre ožujak ozujak ozujka marec maaliskuu maaliskuuta maalis mart мар март марта березень березня "
    "бер март. μαρ μαρτιος μαρτιου kovas kovo märz maerz mär maer mrz mrt märts março. mars. مارس מרץ "
    "मार्च มีนาคม มี.ค 3月 3월 三月",
    "apr april aprile abril abr avril avr aprilie kwiecien kwietnia kwi duben dubna dub travanj travnja "
    "huhtikuu huhtikuuta huhti nisan nis апр апрель апреля квітень квітня кві април απρ απριλιος "
    "απριλιου balandis balandzio aprill aprilis aprīlis apríl أبريل ابريل אפריל अप्रैल เมษายน เม.ย 4月 4월 "
    "四月",
    "may mai mei maj maggio mag mayo maio maja kveten kvetna květen kve svibanj svibnja toukokuu "
    "toukokuuta touko mayıs mayis май мая мај травень травня тра μαι μαϊος μαιος μαιου μαϊου gegužė "
    "geguze geguzes maijs maí maig مايو מאי मई พฤษภาคม พ.ค 5月 5월 五月 máj",
    "jun june juni juin giugno giu junio junho iunie iun czerwiec czerwca cze cerven cervna červen červ "
    "cvn lipanj lipnja kesakuu kesäkuu kesakuuta kesa haziran haz июн июнь июня червень червня чер юни "
    "јун јуна ιουν ιουνιος ιουνιου birželis birzelis birzelio juuni jūnijs jún júní juny junij junija "
    "يونيو יוני जून มิถุนายน มิ.ย 6月 6월 六月 jui. juin.",
    "jul july juli juillet juil luglio lug julio julho iulie iul lipiec lipca lip cervenec cervence "
    "července čvc cvc srpanj srpnja heinakuu heinäkuu heinakuuta heina temmuz tem июл июль июля липень "
    "липня лип юли јул јула ιουλ ιουλιος ιουλιου liepa liepos juuli jūlijs júl júlí juliol julij julija "
    "يوليو יולי जुलाई กรกฎาคม ก.ค 7月 7월 七月",
    "aug august augustus agosto ago août aout aou augusti sierpien sierpnia sie srpen srpna srp kolovoz "
    "kolovoza elokuu elokuuta elo agustos ağustos agu ağu авг август августа серпень серпня сер αυγ "
    "αυγουστος αυγουστου rugpjutis rugpjucio augusts ágúst agost avgust avgusta أغسطس אוגוסט अगस्त "
    "สิงหาคม ส.ค 8月 8월 八月 avg",
    "sep sept september septembre septiembre setiembre settembre set setembro septembrie wrzesien "
    "wrzesnia wrz zari září rujan rujna syyskuu syyskuuta syys eylul eylül eyl сен сент сентябрь "
    "сентября вересень вересня вер септември септ септембар септембра σεπ σεπτ σεπτεμβριος σεπτεμβριου "
    "rugsejis rugsejo septembris setembre szep سبتمبر ספטמבר सितंबर กันยายน ก.ย 9月 9월 九月 zář zar "
    "septembra",
    "oct october okt oktober octobre octubre ottobre ott outubro out octombrie pazdziernik pazdziernika "
    "paz rijen rijna říjen říj rij lokakuu lokakuuta loka ekim eki окт октябрь октября "
    "жовтень жовтня жов октомври октобар октобра οκτ οκτωβριος οκτωβριου spalis spalio oktoobris "
    "oktoober oktobris október oktobra أكتوبر אוקטובר अक्टूबर ตุลาคม ต.ค 10月 10월 十月",
    "nov november novembre noviembre novembro noiembrie noi listopad listopadu studeni studenoga "
    "marraskuu marraskuuta marras kasim kasım kas ноя нояб ноябрь ноября листопад ноември новембар "
    "новембра νοε νοεμ νοεμβριος νοεμβριου lapkritis lapkricio novembris nóvember nóv noviembre. نوفمبر "
    "נובמבר नवंबर พฤศจิกายน พ.ย 11月 11월 十一月 novembra lis листопада listopada",
    "dec december dezember dez decembre décembre diciembre dic dicembre dezembro decembrie grudzien "
    "grudnia gru prosinec prosince pro prosinac prosinca joulukuu joulukuuta joulu aralik aralık ara дек "
    "декабрь декабря грудень грудня гру декември децембар децембра δεκ δεκεμβριος δεκεμβριου gruodis "
    "gruodzio detsember decembris des desember desembre déc ديسمبر דצמבר दिसंबर ธันวาคม ธ.ค 12月 12월 十二月 "
    "decembra",
)
# Hungarian months meet others' abbreviations, so they stand by themselves.
_HUNGARIAN = "januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december".split()


def fold(word: str) -> str:
    """Lower case, accents off the letters that carry them in the table, no final stop."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).rstrip(".")


def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for number, row in enumerate(_MONTH_ROWS, 1):
        for name in row.split():
            names.setdefault(fold(name), number)
    for number, name in enumerate(_HUNGARIAN, 1):
        names.setdefault(name, number)
    return names


MONTHS = _months()

MORNING = frozenset("am a.m 오전 上午 午前 π.μ πμ dop de. ق.ظ ص fm".split())
AFTERNOON = frozenset("pm p.m 오후 下午 午後 晚上 μ.μ μμ odp du. م em".split())

# Minutes east of UTC. Where one abbreviation serves several places, the one met most in feeds is taken.
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "uct": 0, "wet": 0, "zulu": 0, "etc/gmt": 0, "etc/utc": 0, "gmt0": 0,
    "bst": 60, "ist": 330, "west": 60, "cet": 60, "met": 60, "mez": 60, "cest": 120, "mest": 120, "mesz": 120,
    "eet": 120, "eest": 180, "sast": 120, "cat": 120, "wat": 60, "eat": 180, "msk": 180, "msd": 240, "trt": 180,
    "gst": 240, "irst": 210, "irdt": 270, "aft": 270, "pkt": 300, "npt": 345, "bdt": 360, "mmt": 390, "ict": 420,
    "wib": 420, "wita": 480, "wit": 540, "hkt": 480, "sgt": 480, "myt": 480, "pht": 480, "awst": 480, "jst": 540,
    "kst": 540, "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "nst": -210,
    "ndt": -150, "ast": -240, "adt": -180, "at": -240, "brt": -180, "brst": -120, "art": -180, "clt": -240,
    "clst": -180, "cot": -300, "pet": -300, "vet": -240, "est": -300, "edt": -240, "et": -300, "cst": -360,
    "cdt": -300, "ct": -360, "mst": -420, "mdt": -360, "mt": -420, "pst": -480, "pdt": -420, "pt": -480,
    "akst": -540, "akdt": -480, "hst": -600, "hast": -600, "hadt": -540, "sst": -660, "idt": 180, "yekt": 300,
    "omst": 360, "novt": 420, "krat": 420, "irkt": 480, "yakt": 540, "vlat": 600, "magt": 660, "pett": 720,
    "uyt": -180, "azt": 240, "get": 240, "uzt": 300, "eastern": -300,
    "central": -360, "mountain": -420, "pacific": -480, "mitteleuropaische": 60, "мск": 180,
}  # fmt: skip
