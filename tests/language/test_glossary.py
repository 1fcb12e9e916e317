"""One thing has one name: what the shared glossary says, found wherever the English term stands."""

import re
from functools import cache

import pytest

from cpise_inventory.language.catalogues import catalogue

# English term: (French, Arabic), each a pattern of the glossary's term with its plurals and joins
TERMS = {
    "asset tags?": ("numéros? d’inventaire", "رقم الجرد|رقم جرد|أرقام الجرد"),
    "serial numbers?": (
        "numéros? de série|n° de série",
        "تسلسلي",
    ),
    "lot numbers?": ("numéros? de lot", "رقم الدفعة|رقم دفعة|أرقام الدفعات"),
    "lots?": ("lots?", "دفع[ةتا]"),
    "items?": ("articles?", "صنف|أصناف|الأصناف"),
    "storerooms?": ("magasins?", "مخزن|مخازن"),
    "expiry": ("péremption|périm", "صلاحي"),
    "quantit(?:y|ies)": ("quantités?", "كمي"),
    "goods received notes?": ("bons? de réception", "مذكرة استلام|مذكرات استلام|مذكرة الاستلام"),
    "distribution receipts?": ("reçus? de distribution", "وصل توزيع|وصولات توزيع|وصل التوزيع"),
    "waybills?": ("bordereaux? d’expédition|bordereaux?", "بوليصة|بوالص"),
    "handover certificates?": ("procès-verb(?:al|aux) de remise", "محضر تسليم واستلام|محاضر"),
    "loss reports?": ("rapports? de perte", "محضر فقدان|محاضر"),
    "stock cards?": ("fiches? de stock", "بطاقة المخزون|بطاقات المخزون|بطاقة مخزون"),
    "kits?": ("kits?", "حقيب[ةت]|حقائب"),
    "donors?": ("donateurs?", "مانحة|المانحة|مانحتان"),
    "donations?": ("dons?", "هبة|هبات|هبتا|الهبة"),
    "custodians?": ("détenteurs?", "صاحب العهدة|صاحب عهدة|أصحاب"),
    "passwords?": ("mots? de passe", "كلم(?:ة|تا|تي|ات) (?:ال)?مرور"),
    "centres?": ("centres?", "مركز|مراكز|المركز|المراكز"),
    "journal": ("journa(?:l|ux)", "سجل"),
    "events?": ("opérations?|événements?", "عملي"),
    "backups?": ("sauvegardes?", "نسخة احتياطية|النسخة الاحتياطية|نسخ احتياطي|النسخ الاحتياطي"),
    "barcodes?": ("code-barres|codes-barres", "باركود|شريطي"),
    "logistics staff": ("logisticiens?", "موظف اللوجستيك|موظفي اللوجستيك|موظفو اللوجستيك"),
    "auditors?": ("auditeurs?", "مدقق"),
    "administrators?": ("administrateurs?", "مدير"),
    "in transit": ("en transit", "قيد النقل"),
    "requisitions?": ("demandes?", "طلب"),
    "disposal": ("réforme|mise au rebut", "إتلاف|شطب"),
    "headcount": ("effectifs?", "العدد|عدد"),
    "duplicate": ("duplicata", "نسخة ثانية|نسخ"),
}
AVOID = {
    "fr": r"\bactifs?\b|\bimmobilisations?\b|\bbatch\b|\bsupprim|\bbénéficiaires?\b|dissocier"
    "|carte de stock",
    "ar": "وجبة|الخزين",
}
# Where English uses the word in another sense, or the sentence turns better without it.
ELSEWHERE: dict[str, set[str]] = {
    "kits?": {"Base unit: piece, bar, bottle, box, kit, kg …"},  # codes to be typed
}


@cache
def pairs(language: str) -> list[tuple[str, str]]:
    found = []
    for entry in catalogue(language):
        if isinstance(entry.id, str):
            found.append((entry.id, entry.string))
        else:
            found.extend((entry.id[1], text) for text in entry.string)
    return [(re.sub(r"\{[^{}]*\}", "", msgid), text) for msgid, text in found if msgid]


@pytest.mark.parametrize("english", TERMS)
@pytest.mark.parametrize(("language", "at"), [("fr", 0), ("ar", 1)])
def test_a_term_has_the_words_of_the_glossary(english, language, at):
    term = re.compile(rf"\b(?:{english})\b", re.IGNORECASE)
    words = re.compile(TERMS[english][at], re.IGNORECASE)
    for msgid, text in pairs(language):
        if term.search(msgid) and msgid not in ELSEWHERE.get(english, ()):
            assert words.search(text), f"{msgid!r}: {text!r} lacks {TERMS[english][at]}"


@pytest.mark.parametrize("language", AVOID)
def test_the_words_that_the_glossary_avoids_are_avoided(language):
    for msgid, text in pairs(language):
        assert not re.search(AVOID[language], text, re.IGNORECASE), (msgid, text)
