# ruff: noqa: E501  (a table of words)
"""The words for time of other languages. Forms of one word are parted by "|", words by spaces, phrases by commas."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Months from January, weekdays from Monday, the words for yesterday, today and tomorrow.

    ``last`` and ``next`` stand before or behind a weekday or a unit, ``this`` before a unit. ``units`` are day, week,
    month and year; their plurals, behind "/", stand only in ``ago``, which has the places {n} and {u}. ``month_after``
    are words behind which a month stands alone.
    """

    months: str
    weekdays: str
    around: str
    last: str = ""
    next: str = ""
    this: str = ""
    units: str = ""
    ago: str = ""
    month_after: str = ""
    numbers: str = ""  # from one


VOCABULARIES = {
    "de": Vocabulary(
        "januar|jänner februar|feber märz april mai juni juli august september oktober november dezember",
        "montag|montags dienstag|dienstags mittwoch|mittwochs donnerstag|donnerstags freitag|freitags samstag|sonnabend sonntag|sonntags",
        "gestern heute morgen", "letzte|letzten|letzter|letztes|letztem|vergangene|vergangenen|vergangenes|vorige|vorigen",
        "nächste|nächsten|nächster|nächstes|kommende|kommenden|kommendes", "diese|dieser|diesen|dieses|diesem",
        "tag/tage|tagen woche/wochen monat|monats/monate|monaten jahr|jahres/jahre|jahren", "vor {n} {u}",
        "im,seit,bis,ab,anfang,mitte,ende", "eins|ein|eine|einem|einer zwei drei vier fünf sechs sieben acht neun zehn"),
    "fr": Vocabulary(
        "janvier février mars avril mai juin juillet août|aout septembre octobre novembre décembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche", "hier aujourd'hui|aujourd’hui demain",
        "dernier|dernière|passé|passée", "prochain|prochaine", "cette|ce|cet",
        "jour/jours semaine/semaines mois an|année/ans|années", "il y a {n} {u}",
        "en,début,fin,mi,depuis,jusqu'en,mois de", "un|une deux trois quatre cinq six sept huit neuf dix"),
    "es": Vocabulary(
        "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
        "lunes martes miércoles jueves viernes sábado domingo", "ayer hoy mañana",
        "pasado|pasada", "próximo|próxima|que viene", "este|esta",
        "día/días semana/semanas mes/meses año/años", "hace {n} {u}",
        "en,desde,hasta,principios de,mediados de,finales de", "un|una|uno dos tres cuatro cinco seis siete ocho nueve diez"),
    "it": Vocabulary(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica", "ieri oggi domani",
        "scorso|scorsa|passato|passata", "prossimo|prossima", "questo|questa|quest",
        "giorno/giorni settimana/settimane mese/mesi anno/anni", "{n} {u} fa",
        "a,in,da,fino a,inizio,metà,fine,dallo scorso,lo scorso", "un|una|uno due tre quattro cinque sei sette otto nove dieci"),
    "pt": Vocabulary(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "segunda-feira terça-feira|terça quarta-feira quinta-feira sexta-feira sábado domingo",
        "ontem hoje amanhã", "passado|passada|último|última", "próximo|próxima|que vem", "este|esta|neste|nesta",
        "dia/dias semana/semanas mês/meses ano/anos", "há {n} {u}",
        "em,desde,até,início de,meados de,fim de,final de", "um|uma dois|duas três quatro cinco seis sete oito nove dez"),
    "nl": Vocabulary(
        "januari februari maart april mei juni juli augustus september oktober november december",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", "gisteren vandaag morgen",
        "vorige|afgelopen", "volgende|komende|aanstaande", "deze|dit",
        "dag/dagen week/weken maand/maanden jaar/jaren", "{n} {u} geleden",
        "in,sinds,tot,vanaf,begin,half,eind", "één|een twee drie vier vijf zes zeven acht negen tien"),
    "sv": Vocabulary(
        "januari februari mars april maj juni juli augusti september oktober november december",
        "måndag|måndagen tisdag|tisdagen onsdag|onsdagen torsdag|torsdagen fredag|fredagen lördag|lördagen söndag|söndagen",
        "igår idag imorgon", "förra", "nästa", "denna|detta",
        "dag/dagar vecka|veckan/veckor månad|månaden/månader år|året", "för {n} {u} sedan",
        "i,sedan,till", "en|ett två tre fyra fem sex sju åtta nio tio"),
    "pl": Vocabulary(
        "stycznia|styczniu lutego|lutym marca|marcu kwietnia|kwietniu maja|maju czerwca|czerwcu lipca|lipcu sierpnia|sierpniu września|wrześniu października|październiku listopada|listopadzie grudnia|grudniu",
        "poniedziałek wtorek środa|środę czwartek piątek sobota|sobotę niedziela|niedzielę", "wczoraj dzisiaj|dziś jutro",
        "ubiegły|ubiegłego|ubiegłym|zeszły|zeszłego|zeszłym|ubiegłą|zeszłą|miniony|minionego", "przyszły|przyszłego|przyszłym|przyszłą|najbliższy|najbliższą", "ten|tę|tego|tym",
        "dzień/dni tydzień|tygodnia|tygodniu/tygodnie|tygodni miesiąc|miesiącu|miesiąca/miesiące|miesięcy rok|roku/lata|lat", "{n} {u} temu",
        "w,we,od,do,początku,końcu", "jeden|jedną dwa|dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć"),
    "ru": Vocabulary(
        "января|январе|январь февраля|феврале|февраль марта|марте|март апреля|апреле|апрель мая|мае|май июня|июне|июнь июля|июле|июль августа|августе|август сентября|сентябре|сентябрь октября|октябре|октябрь ноября|ноябре|ноябрь декабря|декабре|декабрь",
        "понедельник вторник среда|среду четверг пятница|пятницу суббота|субботу воскресенье", "вчера сегодня завтра",
        "прошлый|прошлую|прошлой|прошлом|прошлого|минувший|минувшую", "следующий|следующую|следующей|следующем|будущем|ближайшую", "этот|эту|этой|этом",
        "день/дня|дней неделя|неделю|неделе/недели|недель месяц|месяце/месяца|месяцев год|году/года|лет", "{n} {u} назад",
        "в,во,с,до,начале,конце,середине", "один|одну два|две три четыре пять шесть семь восемь девять десять"),
    "uk": Vocabulary(
        "січня|січні лютого|лютому березня|березні квітня|квітні травня|травні червня|червні липня|липні серпня|серпні вересня|вересні жовтня|жовтні листопада|листопаді грудня|грудні",
        "понеділок вівторок середа|середу четвер п'ятниця|п'ятницю|п’ятниця|п’ятницю субота|суботу неділя|неділю", "вчора|учора сьогодні завтра",
        "минулий|минулу|минулого|минулому", "наступний|наступну|наступного|наступному", "цей|цю|цього|цьому",
        "день/дні|днів тиждень|тижня/тижні|тижнів місяць|місяця/місяці|місяців рік|року|році/роки|років", "{n} {u} тому",
        "у,в,з,до,початку,кінці", "один|одну два|дві три чотири п'ять|п’ять шість сім вісім дев'ять|дев’ять десять"),
    "tr": Vocabulary(
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "pazartesi salı çarşamba perşembe cuma cumartesi pazar", "dün bugün yarın",
        "geçen|geçtiğimiz", "gelecek|önümüzdeki", "bu", "gün hafta ay yıl", "{n} {u} önce",
        "geçen,bu", "bir iki üç dört beş altı yedi sekiz dokuz on"),
    "id": Vocabulary(
        "januari februari maret april mei juni juli agustus september oktober november desember",
        "senin selasa rabu kamis jumat|jum'at sabtu minggu", "kemarin|kemaren hari&ini besok",
        "lalu|kemarin", "depan|mendatang", "ini", "hari minggu|pekan bulan tahun", "{n} {u} lalu",
        "pada,bulan,sejak,hingga,sampai", "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh"),
}  # fmt: skip
