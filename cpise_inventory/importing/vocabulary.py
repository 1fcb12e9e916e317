"""The headings that NGO lists bear, by field: glossary.md's and those seen in their forms."""

from typing import Final

from cpise_inventory.importing.columns import Heads, Layout

_ROW_NUMBER = Heads(
    ("N° d'ordre", "Ligne", "Line", "Row"),
    ("N°", "No", "Ordre", "الرقم", "رقم", "الرقم الترتيبي"),
)
_CENTRE = Heads(
    (
        *("Centre", "Code centre", "Antenne", "CPISE", "Site", "Centre destinataire"),
        *("Centre de destination", "Center", "Centre code", "Branch"),
        *("المركز", "رمز المركز", "الفرع"),
    ),
    (
        *("Lieu", "Lieu de livraison", "Destination", "Destinataire", "Localité", "Ville"),
        *("Location", "Delivery site", "Delivered to", "Recipient", "Town"),
        *("الموقع", "مكان التسليم", "الوجهة", "المدينة"),
    ),
    names=("Nom du centre", "Centre name", "اسم المركز"),
)
_ITEM_CODE = Heads(
    (
        *("Code article", "Code de l'article", "Code", "Réf. article", "Référence article"),
        *("Code produit", "Item code", "Item number", "Product code", "SKU", "Code item"),
        *("رمز الصنف", "كود الصنف", "رمز المادة", "الرمز"),
    ),
    ("Réf.", "Référence", "Ref", "Reference", "المرجع"),
)
_DESIGNATION = Heads(
    (
        *("Désignation", "Désignation de l'article", "Nom de l'article", "Article et désignation"),
        *("Item name", "Item description", "اسم الصنف", "البيان", "التسمية"),
    ),
    (
        *("Article", "Libellé", "Produit", "Description", "Bien", "Matériel", "Nature"),
        *("Item", "Product", "Goods", "الصنف", "الوصف", "المادة", "البند"),
    ),
)
_QUANTITY = Heads(
    (
        *("Quantité", "Qté", "Quantité livrée", "Qté livrée", "Quantité expédiée"),
        *("Qté expédiée", "Quantité envoyée", "Quantité reçue", "Qté reçue", "Quant."),
        *("Quantity", "Qty", "Quantity delivered", "Qty delivered", "Quantity sent", "Qty sent"),
        *("Quantity shipped", "Quantity received", "Qty received"),
        *("الكمية", "الكمية المسلمة", "الكمية المرسلة", "الكمية المستلمة"),
    ),
    ("Nombre", "Nb", "Nombre d'unités", "Units", "Count", "Amount", "العدد"),
)
_UNIT = Heads(
    (
        *("Unité", "Unité de mesure", "U.M.", "UM", "Unit", "Unit of measure", "UoM"),
        *("الوحدة", "وحدة القياس", "وحدة العد"),
    ),
    ("Conditionnement", "Emballage", "Pack", "Packaging", "العبوة", "التعبئة"),
)
_LOT = Heads(
    (
        *("Lot", "N° de lot", "Numéro de lot", "Lot n°", "Code lot", "Lot number", "Lot code"),
        *("Batch", "Batch number", "رقم الدفعة", "الدفعة", "رقم التشغيلة"),
    ),
)
_EXPIRY = Heads(
    (
        *("Péremption", "Date de péremption", "Date d'expiration", "Expiration", "Date exp."),
        *("Date pér.", "DLU", "DLC", "DLUO", "À utiliser avant", "Date limite d'utilisation"),
        *("Exp.", "Expiry", "Expiry date", "Expiration date", "Exp. date", "Best before"),
        *("Use by", "Valid until", "BBE", "تاريخ انتهاء الصلاحية", "انتهاء الصلاحية"),
        *("تاريخ الصلاحية", "صالح لغاية", "تاريخ الانتهاء"),
    ),
    ("Échéance", "Date limite", "الصلاحية"),
)
_DONOR = Heads(
    (
        *("Donateur", "Organisme donateur", "Donor", "Donated by", "Donor organisation"),
        *("Donor organization", "الجهة المانحة", "المانح", "هبة من", "الجهة المتبرعة", "المتبرع"),
    ),
    ("Organisation", "Partenaire", "Fournisseur", "Expéditeur", "Agency", "From", "المنظمة"),
)
_FUNDER = Heads(
    (
        *("Bailleur", "Bailleur de fonds", "Financement", "Source de financement", "Financé par"),
        *("Funder", "Funding", "Funding source", "Funded by", "الممول", "مصدر التمويل", "التمويل"),
    ),
)
_DONATION = Heads(
    (
        *("Don", "Code don", "N° de don", "Réf. don", "Convention", "N° de convention"),
        *("Réf. convention", "Donation", "Donation code", "Donation number", "Agreement"),
        *("Agreement number", "Grant", "Grant number", "الهبة", "رمز الهبة", "رقم الهبة"),
        *("الاتفاقية", "رقم الاتفاقية"),
    ),
    ("Accord", "Projet", "Code projet", "Project", "Project code", "المشروع"),
)
_CATEGORY = Heads(
    ("Catégorie", "Type de matériel", "Category", "Asset category", "Equipment type", "الفئة"),
    ("Type", "Famille", "Genre", "Asset type", "النوع", "نوع الجهاز"),
)
_MAKER = Heads(
    (
        *("Marque", "Fabricant", "Constructeur", "Make", "Maker", "Manufacturer", "Brand"),
        *("العلامة", "العلامة التجارية", "الشركة المصنعة", "الصانع", "الماركة"),
    ),
)
_MODEL = Heads(
    ("Modèle", "Model", "Model name", "الطراز", "الموديل"),
    ("النموذج", "Marque et modèle", "Make and model", "العلامة والطراز"),
)
_SERIAL = Heads(
    (
        *("N° de série", "Numéro de série", "Série", "S/N", "SN", "Numéros de série"),
        *("Serial", "Serial number", "Serials", "Service tag", "الرقم التسلسلي"),
        *("الأرقام التسلسلية", "الرقم المتسلسل", "رقم السلسلة", "السيريال"),
    ),
)
_CONDITION = Heads(
    ("État", "État du matériel", "État physique", "Condition", "الحالة المادية", "حالة الجهاز"),
    ("State", "الحالة"),
)
_REMARKS = Heads(
    (
        *("Observations", "Observation", "Remarques", "Remarque", "Commentaires", "Notes"),
        *("Remarks", "Comments", "ملاحظات", "الملاحظات", "ملاحظة"),
    ),
)
_REASON = Heads(("Motif", "Motif péremption", "Justification", "Reason", "السبب"), ("Raison",))
_DELIVERED_ON = Heads(
    (
        *("Date de livraison", "Date de réception", "Livré le", "Reçu le", "Delivery date"),
        *("Date delivered", "Received on", "Date received", "تاريخ التسليم", "تاريخ الاستلام"),
    ),
    ("Date", "التاريخ"),
)
_WAYBILL = Heads(
    (
        *("Bordereau", "N° de bordereau", "Bordereau d'expédition", "Bon de livraison", "N° BL"),
        *("Lettre de transport", "Waybill", "Waybill number", "Delivery note", "بوليصة النقل"),
        *("رقم البوليصة", "سند التسليم"),
    ),
)
_NAME_FR = Heads(
    (
        *("Nom français", "Nom (fr)", "Désignation (fr)", "Désignation française", "name_fr"),
        *("Désignation en français", "Nom en français", "Name (fr)", "French name"),
        *("الاسم بالفرنسية",),
    ),
    ("Désignation", "Nom", "Français", "Libellé", "Article", "French", "الفرنسية"),
)
_NAME_AR = Heads(
    (
        *("Nom arabe", "Nom (ar)", "Désignation (ar)", "Désignation arabe", "name_ar"),
        *("Désignation en arabe", "Nom en arabe", "Name (ar)", "Arabic name"),
        *("الاسم بالعربية", "الاسم العربي"),
    ),
    ("Arabe", "Arabic", "العربية", "الاسم", "الصنف", "التسمية"),
)
_NAME_EN = Heads(
    (
        *("Nom anglais", "Nom (en)", "Désignation (en)", "Désignation anglaise", "name_en"),
        *("Désignation en anglais", "Nom en anglais", "Name (en)", "English name"),
        *("الاسم بالإنجليزية",),
    ),
    ("Anglais", "English", "Name", "Item name", "Description", "الإنجليزية"),
)
_EXPIRY_KEPT = Heads(
    (
        *("Périssable", "Péremption suivie", "Suivi de la péremption", "Avec péremption"),
        *("Péremption (oui/non)", "Expiry kept", "expiry_kept", "Perishable", "له صلاحية"),
    ),
    ("Péremption", "Expiry", "Expires", "الصلاحية", "تاريخ صلاحية"),
)
_PACK = Heads(
    ("Conditionnement", "Emballage", "Colisage", "Pack", "Packing", "Packaging", "العبوة"),
    ("Carton", "التعبئة"),
)
_BARCODE = Heads(
    (
        *("Code-barres", "Codes-barres", "Code barre", "EAN", "EAN-13", "GTIN", "Barcode"),
        *("Barcodes", "الرمز الشريطي", "الباركود", "باركود"),
    ),
)
_CONTENT = Heads(
    (
        *("Contenance", "Contenu", "Contenu d'une unité", "Poids net", "Poids unitaire"),
        *("Content", "Content of a unit", "Net weight", "Net content", "محتوى الوحدة"),
        *("الوزن الصافي", "السعة"),
    ),
    ("Poids", "Volume", "Weight", "الوزن"),
)
_RATION = Heads(
    (
        *("Ration", "Ration mensuelle", "Ration par personne et par mois"),
        *("Ration par personne", "Monthly ration", "Ration per person and month"),
        *("Ration per person", "الحصة", "الحصة الشهرية", "الحصة للشخص في الشهر"),
    ),
)
_SOURCE = Heads(
    ("Source", "Source de la ration", "Norme", "Source of the ration", "Standard", "المصدر"),
    ("مصدر الحصة", "المعيار"),
)
_KIT = Heads(
    ("Kit", "Code kit", "Code du kit", "Kit code", "الحقيبة", "رمز الحقيبة", "رمز الطقم"),
)
_COMPONENT = Heads(
    ("Composant", "Code composant", "Code article", "Component", "Item code", "المكون"),
    ("Article", "Item", "Code", "الصنف", "رمز الصنف"),
)
_SUBSTITUTE = Heads(
    (
        *("Substitut", "Article de remplacement", "Remplaçant", "Remplacé par", "Peut remplacer"),
        *("Substitute", "Replacement", "In place of it", "البديل", "الصنف البديل"),
    )
)

_VALUE = Heads(
    (
        *("Valeur unitaire", "Prix unitaire", "Coût unitaire", "P.U.", "PU", "Valeur par unité"),
        *("Unit value", "Unit price", "Unit cost", "Value per unit", "Price per unit"),
        *("قيمة الوحدة", "القيمة الوحدوية", "سعر الوحدة", "الثمن الوحدوي", "القيمة للوحدة"),
    ),
    (
        *("Prix", "Price", "Cost", "Coût", "Valeur", "Prix d'achat", "Value", "Purchase price"),
        *("السعر", "الثمن", "القيمة", "سعر الشراء"),
    ),
)
_CURRENCY = Heads(
    (
        *("Devise", "Monnaie", "Code devise", "Devise (ISO)", "Currency", "Currency code"),
        *("العملة", "رمز العملة"),
    ),
)
_ACQUIRED_ON = Heads(
    (
        *("Date d'acquisition", "Acquis le", "Date d'achat", "Acheté le", "Acquisition date"),
        *("Acquired on", "Date acquired", "Purchase date", "تاريخ الاقتناء", "تاريخ الشراء"),
    ),
    ("Date", "Acquisition", "التاريخ"),
)
_WARRANTY = Heads(
    (
        *("Garantie", "Garantie jusqu'au", "Fin de garantie", "Date de fin de garantie"),
        *("Warranty", "Warranty until", "Warranty end", "End of warranty", "Warranty expires"),
        *("الضمان", "الضمان حتى", "نهاية الضمان", "تاريخ انتهاء الضمان"),
    )
)
_ACCESSORIES = Heads(("Accessoires", "Accessories", "الملحقات", "ملحقات"))
_OWNER = Heads(("Propriétaire", "Owner", "المالك", "الجهة المالكة"))
_TITLE = Heads(
    (
        *("Condition du titre", "Conditions du titre", "Titre de propriété", "Condition of title"),
        *("Conditions of title", "Terms of title", "شرط الملكية", "شروط الملكية"),
    ),
    ("Titre", "Title", "سند الملكية"),
)
_CONSENT_UNTIL = Heads(
    (
        *("Donateur consulté jusqu'au", "Accord du donateur jusqu'au", "Donor asked until"),
        *("Donor consent until", "Consent until", "تُستشار الجهة المانحة حتى"),
        *("موافقة الجهة المانحة حتى",),
    )
)

DELIVERY: Final = Layout(
    {
        "row_number": _ROW_NUMBER,
        "centre": _CENTRE,
        "item": _ITEM_CODE,
        "designation": _DESIGNATION,
        "quantity": _QUANTITY,
        "unit": _UNIT,
        "lot": _LOT,
        "expiry": _EXPIRY,
        "category": _CATEGORY,
        "maker": _MAKER,
        "model": _MODEL,
        "serial": _SERIAL,
        "condition": _CONDITION,
        "donor": _DONOR,
        "funder": _FUNDER,
        "donation": _DONATION,
        "delivered_on": _DELIVERED_ON,
        "waybill": _WAYBILL,
        "reason": _REASON,
        "remarks": _REMARKS,
    },
    (("centre",), ("designation", "item", "model"), ("quantity",), ("donor", "donation")),
)
"""Goods and computers as they come off the lorry, one line each."""

ASSETS: Final = Layout(
    {
        "row_number": _ROW_NUMBER,
        "centre": _CENTRE,
        "category": Heads((*_CATEGORY.sure, *_DESIGNATION.sure), _CATEGORY.loose),
        "maker": _MAKER,
        "model": _MODEL,
        "serial": _SERIAL,
        "quantity": _QUANTITY,
        "condition": _CONDITION,
        "value": _VALUE,
        "currency": _CURRENCY,
        "acquired_on": _ACQUIRED_ON,
        "warranty": _WARRANTY,
        "accessories": _ACCESSORIES,
        "owner": _OWNER,
        "title": _TITLE,
        "consent_until": _CONSENT_UNTIL,
        "donor": _DONOR,
        "funder": _FUNDER,
        "donation": _DONATION,
        "notes": _REMARKS,
    },
    (("centre",), ("category",), ("model",), ("donor", "donation")),
)
"""Equipment that a centre has already, one each; what has no serial number, as many as it says.
Remarks are of the thing itself and stay with it.
"""

ITEMS: Final = Layout(
    {
        "row_number": _ROW_NUMBER,
        "code": _ITEM_CODE,
        "name_fr": _NAME_FR,
        "name_ar": _NAME_AR,
        "name_en": _NAME_EN,
        "unit": Heads(_UNIT.sure),
        "expiry_kept": _EXPIRY_KEPT,
        "pack": _PACK,
        "category": _CATEGORY,
        "barcode": _BARCODE,
        "content": _CONTENT,
        "ration": _RATION,
        "source": _SOURCE,
        "value": _VALUE,
        "currency": _CURRENCY,
        "remarks": _REMARKS,
    },
    (("code",), ("name_fr", "name_ar", "name_en"), ("unit",)),
)
"""The catalogue of goods."""

KITS: Final = Layout(
    {
        "row_number": _ROW_NUMBER,
        "kit": _KIT,
        "item": _COMPONENT,
        "quantity": _QUANTITY,
        "substitute": _SUBSTITUTE,
        "remarks": _REMARKS,
    },
    (("kit",), ("item",), ("quantity",)),
)
"""What each kit is made of, one line a component, with what may stand in for it."""

DONORS: Final = Layout(
    {
        "row_number": _ROW_NUMBER,
        "code": Heads(
            (
                *("Code donateur", "Code du donateur", "Code", "Sigle", "Donor code", "Acronym"),
                *("رمز الجهة المانحة", "الرمز", "رمز المانح"),
            )
        ),
        "name_fr": Heads((*_NAME_FR.sure, "Donateur"), (*_NAME_FR.loose, "Organisation")),
        "name_ar": Heads((*_NAME_AR.sure, "الجهة المانحة"), (*_NAME_AR.loose, "المنظمة")),
        "name_en": Heads((*_NAME_EN.sure, "Donor"), _NAME_EN.loose),
        "remarks": _REMARKS,
    },
    (("code",), ("name_fr", "name_ar", "name_en")),
)
"""Who gives."""

DONATIONS: Final = Layout(
    {
        "row_number": _ROW_NUMBER,
        "code": Heads((*_DONATION.sure, "Code")),
        "donor": _DONOR,
        "funder": _FUNDER,
        "reference": Heads(
            ("Référence", "Accord", "Reference", "المرجع", "N° d'accord"), ("Réf.",)
        ),
        "agreed_on": Heads(
            ("Date de signature", "Date", "Signé le", "Agreed on", "Signed on", "التاريخ")
        ),
        "remarks": _REMARKS,
    },
    (("code",), ("donor",)),
)
"""Who gave, by which agreement, with whose money."""
