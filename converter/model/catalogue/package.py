"""Codes about packages and amounts."""

from converter.model.catalogue.entry import BASIC, FIELDS, MAPPING_REMARK, REMARK, Entry, reject, remark

PACKAGE: dict[str, Entry] = {
    "quantity-missing": reject(
        FIELDS,
        "Antall pakninger mangler.",
        "The number of packages is missing.",
        "Oppgi Antall.",
        "Give Antall.",
    ),
    "quantity-not-positive": reject(
        FIELDS,
        "Antall pakninger er ikke et tall fra 0,1 med høyst tre desimaler.",
        "The number of packages is not a number from 0.1 with at most three decimals.",
        "Oppgi et antall fra 0,1 med høyst tre desimaler.",
        "Give a number from 0.1 with at most three decimals.",
    ),
    "amount-missing": reject(
        FIELDS,
        "Mengden mangler: uten pakning må den være oppgitt.",
        "The amount is missing: without a package it must be given.",
        "Oppgi Mengde med tall og enhet.",
        "Give Mengde with number and unit.",
    ),
    "amount-unusable": reject(
        FIELDS,
        "Mengden er ikke et brukbart tall over null, eller ikke et helt tall der stykker eller doser telles.",
        "The amount is no usable number above zero, or no whole number where pieces or doses are counted.",
        "Rett Mengde.",
        "Correct Mengde.",
    ),
    "amount-unit-unknown": reject(
        FIELDS,
        "Mengdens enhet er ikke i kodeverk 7452 eller 7484.",
        "The unit of the amount is not in list 7452 or 7484.",
        "Oppgi enheten med kode fra kodeverk 7452.",
        "Give the unit by its code in list 7452.",
    ),
    "amount-ambiguous": reject(
        FIELDS,
        "Antall og Mengde lar seg ikke forene: det er uklart hvor mye som er forskrevet.",
        "Antall and Mengde do not agree: how much is prescribed is unclear.",
        "Oppgi Antall for pakninger, eller Mengde uten pakning.",
        "Give Antall for packages, or Mengde without a package.",
    ),
    "amount-instead-of-packages": remark(
        REMARK,
        "Resepten oppgir mengde og ikke antall pakninger. Mengden sendes, uten varenummeret.",
        "The prescription gives an amount and no number of packages. The amount is sent, without the varenr.",
    ),
    "combination-contradicts": reject(
        BASIC,
        "Resepten og registeret er uenige om hva kombinasjonspakningen holder, eller antallet deler den opp.",
        "Prescription and register disagree on what the combination pack holds, or the number of packages splits it.",
        "Avklar hvilken pakning som er forskrevet.",
        "Find out which package is prescribed.",
    ),
    "parts-from-register": remark(
        REMARK,
        "Kombinasjonspakningens deler er hentet fra registeret; resepten teller den som én.",
        "The parts of the combination pack are the register's; the prescription counts it as one.",
    ),
    "package-size-unreadable": reject(
        FIELDS,
        "Pakningsstørrelsen kan ikke leses. Den skal være tall over null med x mellom, som 10 x 100.",
        "The package size cannot be read. It must be numbers above zero with x between, such as 10 x 100.",
        "Rett Pakningsstr.",
        "Correct Pakningsstr.",
    ),
    "package-too-many-layers": reject(
        FIELDS,
        "Pakningen har flere enn tre lag. EU-resepten har plass til tre.",
        "The package has more than three layers. The eP has room for three.",
        "Forskriv en annen pakning.",
        "Prescribe another package.",
    ),
    "package-unit-missing": reject(
        FIELDS,
        "Pakningsstørrelsen har ingen enhet.",
        "The package size has no unit.",
        "Oppgi EnhetPakning (7452).",
        "Give EnhetPakning (7452).",
    ),
    "package-unit-unknown": reject(
        FIELDS,
        "Pakningens enhet er ikke i kodeverk 7452 eller 7484.",
        "The unit of the package is not in list 7452 or 7484.",
        "Oppgi enheten med kode fra kodeverk 7452.",
        "Give the unit by its code in list 7452.",
    ),
    "amount-unit-unfit": reject(
        FIELDS,
        "Mengdens enhet passer ikke til legemiddelformen: stykker telles, og ikke tid eller vekt.",
        "The unit of the amount does not fit the dose form: pieces are counted, and neither time nor weight.",
        "Rett enheten i Mengde.",
        "Correct the unit of Mengde.",
    ),
    "package-unit-unfit": reject(
        FIELDS,
        "Pakningens enhet passer ikke til legemiddelformen: det som telles, har stykk eller doser.",
        "The package's unit does not fit the dose form: what is counted is given in pieces or doses.",
        "Rett EnhetPakning eller LegemiddelformKort.",
        "Correct EnhetPakning or LegemiddelformKort.",
    ),
    "package-size-missing": reject(
        FIELDS,
        "Pakningsstørrelsen er verken i meldingen eller i registeret.",
        "The package size is neither in the message nor in the register.",
        "Oppgi PakningsinfoResept.",
        "Give PakningsinfoResept.",
    ),
    "package-differs-from-register": remark(
        REMARK,
        "Registeret har en annen pakningsstørrelse for varenummeret. Reseptens egen er brukt, i ett lag og uten"
        " nummeret.",
        "The register has another package size for this varenr. The prescription's own stands, in one layer and without"
        " the number.",
        "Kontroller varenummeret i FEST.",
        "Check the varenr in FEST.",
    ),
    "unit-as-text": remark(
        MAPPING_REMARK,
        "Pakningens enhet har ingen EU-kode og sendes som tekst.",
        "The package's unit has no EU code and is sent as text.",
        "Se enhetstabellene i mappings/codes.",
        "See the unit tables in mappings/codes.",
    ),
    "container-not-sent": remark(
        MAPPING_REMARK,
        "Beholdertypen har ingen EU-kode og sendes som ukjent.",
        "The type of container has no EU code and is sent as unknown.",
        "Se raden for koden i mappings/codes/package-type-7449.yaml.",
        "See the row for the code in mappings/codes/package-type-7449.yaml.",
    ),
}
