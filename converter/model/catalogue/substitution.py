"""Codes about substitution: what a foreign prescriber permits, and what a Norwegian pharmacy says that it did."""

from converter.model.catalogue.entry import Entry, reject, remark

REFUSED = "ERROR_ED_SUBSTITUTION_INFORMATION_NOT_ALLOWED"
SHOWN, TOLD = "WARNING_EP_GENERIC", "WARNING_ED_GENERIC"

SUBSTITUTION: dict[str, Entry] = {
    "view-substitution-contradicts": remark(
        SHOWN,
        "Resepten sier flere ulike ting om bytte. Den strengeste gjelder.",
        "The prescription says several different things of substitution. The strictest holds.",
    ),
    "view-substitution-unknown": remark(
        SHOWN,
        "Det resepten sier om bytte, er ikke en kode som er kjent her. Bytte regnes som ikke tillatt.",
        "What the prescription says of substitution is no code known here. Substitution is taken as not allowed.",
        "Spør rekvirenten.",
        "Ask the prescriber.",
    ),
    "dispense-substitution-forbidden": reject(
        REFUSED,
        "Rekvirenten tillater ikke bytte, heller ikke til et annet merkenavn.",
        "The prescriber does not allow substitution, not to another brand either.",
    ),
    "dispense-substitution-unanswered": reject(
        REFUSED,
        "Rekvirenten tillater ikke bytte, og det er ikke sagt om legemidlet er det samme.",
        "The prescriber does not allow substitution, and it is not said whether the medicine is the same.",
        "Navn er ulike fra land til land: svar `none` bare der det er samme legemiddel.",
        "Names differ from country to country: answer `none` only where it is the same medicine.",
    ),
    "dispense-substitution-generic-only": reject(
        REFUSED,
        "Rekvirenten tillater bare generisk bytte: virkestoffet er et annet, eller det er ikke kjent at det er det"
        " samme.",
        "The prescriber allows generic substitution only: the substance is another, or not known to be the same.",
    ),
    "dispense-substance-not-known": reject(
        REFUSED,
        "Rekvirenten tillater ikke bytte, og det er ikke kjent at virkestoffet er det samme: verken koder eller navn"
        " sier det.",
        "The prescriber does not allow substitution, and the substance is not known to be the same: neither codes nor"
        " names say so.",
        "Spør rekvirenten.",
        "Ask the prescriber.",
    ),
    "dispense-number-of-another-substance": remark(
        TOLD,
        "Resepten nevner en pakning med et nummer som i Norge er et annet virkestoff enn det resepten sier. Kontroller"
        " hva som er forskrevet.",
        "The prescription names a package by a number that in Norway is of another substance than the prescription"
        " says. Check what was prescribed.",
    ),
    "dispense-not-generic": reject(
        REFUSED,
        "Utleveringen er merket som et annet merkenavn eller generisk, men virkestoff eller styrke er en annen.",
        "The dispense is marked as another brand or as generic, but substance or strength is another.",
        "Svar `other` der legemidlet er et annet.",
        "Answer `other` where the medicine is another.",
    ),
    "dispense-substitution-contradicts": reject(
        REFUSED,
        "Svaret om bytte er et annet enn det kodene sier: samme pakning eller merke er forskrevet, eller et annet.",
        "The answer on substitution is another than the codes say: the same package or brand was prescribed, or not.",
    ),
    "dispense-substitution-twice": reject(
        REFUSED,
        "Det er sagt to ganger om noe er byttet, og ulikt.",
        "Whether it was substituted is said twice, and differently.",
        "Skjemafelt, JSON og M10 må si det samme.",
        "Form field, JSON and M10 must say the same.",
    ),
    "dispense-substitution-unsaid": remark(
        TOLD,
        "Om noe er byttet, er ikke sagt. EU-utleveringen sier at det ikke er oppgitt.",
        "Whether anything was substituted is not said. The eD says that it is not stated.",
        "Svar `none`, `brand`, `generic` eller `other`.",
        "Answer `none`, `brand`, `generic` or `other`.",
    ),
    "dispense-substitution-not-seen": remark(
        TOLD,
        "Utleveringen er merket som et annet legemiddel, men virkestoff, form og styrke er de forskrevne. Kontroller"
        " svaret.",
        "The dispense is marked as another medicine, but substance, form and strength are those prescribed. Check the"
        " answer.",
    ),
    "dispense-same-by-word": remark(
        TOLD,
        "Rekvirenten tillater ikke bytte, og navnene er ulike. At legemidlet er det samme, står på farmasøytens ord.",
        "The prescriber does not allow substitution, and the names differ. That the medicine is the same rests on the"
        " pharmacist's word.",
    ),
}
