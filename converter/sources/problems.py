"""What can be wrong with a table, in Norwegian and English, each with what to write instead."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

# code: (what is wrong and what to write instead, in Norwegian; the same in English). Codes are never reused.
CATALOGUE: dict[str, tuple[str, str]] = {
    "file-missing": (
        "Filen finnes ikke. Legg den tilbake, eller ta bort linjen i index.yaml som nevner den.",
        "The file is not there. Put it back, or remove the line of index.yaml that names it.",
    ),
    "file-unlisted": (
        "Filen står ikke i index.yaml. Skriv en linje for den der, eller slett filen.",
        "The file is not in index.yaml. Write a line for it there, or delete the file.",
    ),
    "file-suffix": (
        "Filnavnet må slutte på {wanted}. Gi filen nytt navn.",
        "The file's name must end in {wanted}. Rename the file.",
    ),
    "file-encoding": (
        "Filen er ikke UTF-8. Lagre den som UTF-8.",
        "The file is not UTF-8. Save it as UTF-8.",
    ),
    "file-empty": (
        "Filen er tom. Skriv hodet og minst én rad, eller slett filen.",
        "The file is empty. Write the head and at least one row, or delete the file.",
    ),
    "file-name": (
        "Tabellen heter «{found}», men filen «{wanted}». Skriv «{wanted}», eller gi filen nytt navn.",
        "The table is called '{found}' but the file '{wanted}'. Write '{wanted}', or rename the file.",
    ),
    "yaml-broken": (
        "YAML kan ikke leses her ({found}). Se etter manglende komma, kolon, hermetegn, parentes eller innrykk.",
        "YAML cannot be read here ({found}). Look for a missing comma, colon, quote, bracket or indentation.",
    ),
    "yaml-tab": (
        "Tabulator er ikke tillatt. Skriv mellomrom.",
        "A tab is not allowed. Write spaces.",
    ),
    "yaml-duplicate-key": (
        "Feltet «{found}» står to ganger. Behold ett av dem.",
        "The field '{found}' is there twice. Keep one of them.",
    ),
    "yaml-alias": (
        "Anker (&), alias (*) og fletting (<<) er ikke tillatt. Skriv verdien helt ut.",
        "Anchors (&), aliases (*) and merges (<<) are not allowed. Write the value out in full.",
    ),
    "yaml-tag": (
        "Typemerket «{found}» er ikke tillatt. Ta det bort; alle verdier er tekst.",
        "The type tag '{found}' is not allowed. Remove it; every value is text.",
    ),
    "yaml-documents": (
        "Filen har mer enn ett dokument. Ta bort linjen «---» og det som følger.",
        "The file has more than one document. Remove the line '---' and what follows.",
    ),
    "yaml-key": (
        "Et feltnavn må være et ord. Skriv for eksempel «code:».",
        "A field's name must be a word. Write for example 'code:'.",
    ),
    "shape-unknown-field": (
        "Feltet «{found}» finnes ikke. Skriv et av: {wanted}.",
        "There is no field '{found}'. Write one of: {wanted}.",
    ),
    "shape-missing-field": (
        "Feltet «{found}» mangler. Skriv «{found}: ...».",
        "The field '{found}' is missing. Write '{found}: ...'.",
    ),
    "shape-word": (
        "«{found}» er ikke et tillatt ord her. Skriv {wanted}.",
        "'{found}' is not an allowed word here. Write {wanted}.",
    ),
    "shape-kind": (
        "Her skal det stå {wanted_no}.",
        "Write {wanted} here.",
    ),
    "shape-empty": (
        "Feltet «{found}» er tomt. Skriv en verdi.",
        "The field '{found}' is empty. Write a value.",
    ),
    "shape-pattern": (
        "«{found}» har ikke riktig form. Skriv noe som passer med {wanted}.",
        "'{found}' does not have the right form. Write something that fits {wanted}.",
    ),
    "csv-header": (
        "Første linje er «{found}». Skriv «{wanted}».",
        "The first line is '{found}'. Write '{wanted}'.",
    ),
    "csv-row": (
        "Linjen har {found} felt. Skriv {wanted}, med kode og tekst utfylt.",
        "The line has {found} fields. Write {wanted}, with code and term filled in.",
    ),
    "csv-duplicate": (
        "Koden «{found}» står to ganger. Behold én av linjene.",
        "The code '{found}' is there twice. Keep one of the lines.",
    ),
    "csv-count": (
        "index.yaml sier {wanted} koder, men filen har {found}. Rett tallet eller filen.",
        "index.yaml says {wanted} codes but the file has {found}. Correct the number or the file.",
    ),
    "index-duplicate": (
        "«{found}» står to ganger i index.yaml. Behold én av linjene.",
        "'{found}' is in index.yaml twice. Keep one of the lines.",
    ),
    "head-one-of": (
        "Hodet må ha nøyaktig ett av {wanted} under «{found}».",
        "The head must have exactly one of {wanted} under '{found}'.",
    ),
    "head-list": (
        "Kodeverket «{found}» finnes ikke i codelists/index.yaml. Skriv {wanted}.",
        "The code list '{found}' is not in codelists/index.yaml. Write {wanted}.",
    ),
    "head-set": (
        "Kodesettet «{found}» finnes ikke i valuesets/index.yaml. Skriv {wanted}.",
        "The value set '{found}' is not in valuesets/index.yaml. Write {wanted}.",
    ),
    "head-differs": (
        "«{found}» er ikke som i index.yaml. Skriv «{wanted}».",
        "'{found}' is not as index.yaml has it. Write '{wanted}'.",
    ),
    "row-duplicate": (
        "Koden «{found}» står også på linje {wanted}. Behold én av radene.",
        "The code '{found}' is also on line {wanted}. Keep one of the rows.",
    ),
    "row-not-in-list": (
        "Koden «{found}» finnes ikke i {list}. Rett koden{wanted}, slett raden, eller legg koden til i listen.",
        "The code '{found}' is not in {list}. Correct the code{wanted}, delete the row, or add the code to the list.",
    ),
    "row-term": (
        "Teksten er «{found}», men {list} har «{wanted}». Skriv «{wanted}».",
        "The term is '{found}', but {list} has '{wanted}'. Write '{wanted}'.",
    ),
    "form-attribute": (
        "«{found}» er ikke det termen «{term}» sier. Skriv «{wanted}».",
        "'{found}' is not what the term '{term}' says. Write '{wanted}'.",
    ),
    "row-case": (
        "Nøkkelen «{found}» må ha små bokstaver og enkle mellomrom. Skriv «{wanted}».",
        "The key '{found}' must have lower case and single blanks. Write '{wanted}'.",
    ),
    "list-incomplete": (
        "Koden «{found}» ({term}) i {list} mangler. Skriv en rad, om nødvendig med «relation: none» og grunn.",
        "The code '{found}' ({term}) of {list} is missing. Write a row, if need be with 'relation: none' and a reason.",
    ),
    "target-missing": (
        "Raden har «relation: {found}», men ingen «target». Skriv målkoden, eller «relation: none» med grunn.",
        "The row has 'relation: {found}' but no 'target'. Write the target code, or 'relation: none' with a reason.",
    ),
    "target-with-none": (
        "Raden har «relation: none», men også «{found}». Ta bort målkoden og målteksten.",
        "The row has 'relation: none' but also '{found}'. Remove the target code and term.",
    ),
    "target-not-in-set": (
        "Målkoden «{found}» finnes ikke i {list}. Skriv en kode derfra{wanted}, eller «relation: none».",
        "The target '{found}' is not in {list}. Write a code of it{wanted}, or 'relation: none'.",
    ),
    "target-term": (
        "Målteksten er «{found}», men {list} har «{wanted}». Skriv «{wanted}».",
        "The target term is '{found}', but {list} has '{wanted}'. Write '{wanted}'.",
    ),
    "unit-lossy": (
        "Enheten «{found}» bærer et tall og må være «relation: equivalent». Skriv ellers «relation: none» uten mål.",
        "The unit '{found}' carries a number and must be 'relation: equivalent'. Or write 'relation: none', no target.",
    ),
    "unit-one": (
        "Enheten «1» sier ikke hva som telles. Skriv «relation: broader».",
        "The unit '1' does not say what is counted. Write 'relation: broader'.",
    ),
    "row-astray": (
        "«{found}» er ikke det norske ordet for {concept} ({said}). Skriv ordets egen kode{wanted}, eller «none».",
        "'{found}' is not the Norwegian word for {concept} ({said}). Write the word's own code{wanted}, or 'none'.",
    ),
    "text-astray": (
        "«{found}» er ikke ordet for {concept} ({said}). Skriv ordet for det.",
        "'{found}' is not the word for {concept} ({said}). Write the word for it.",
    ),
    "norwegian-missing": (
        "{found} i {list} har ikke noe norsk ord, så raden kan ikke kontrolleres. Skriv en rad under norwegian/.",
        "{found} of {list} has no Norwegian word, so the row cannot be checked. Write a row under norwegian/.",
    ),
    "norwegian-twice": (
        "Ordet «{found}» står også for {wanted}. Ett ord kan ikke være to enheter; skriv et annet.",
        "The word '{found}' stands for {wanted} too. One word cannot be two units; write another.",
    ),
    "word-astray": (
        "«{found}» er ikke kjent som et ord for {unit}. Skriv ordets egen enhet{wanted}, eller «relation: none».",
        "'{found}' is not known as a word for {unit}. Write the word's own unit{wanted}, or 'relation: none'.",
    ),
    "norwegian-other": (
        "Ordet «{found}» er det {wanted} heter. Skriv et annet ord, eller ta det bort.",
        "The word '{found}' is what {wanted} is called. Write another word, or take it out.",
    ),
    "piece-astray": (
        "{found} er ikke nevnt i «{form}». Skriv enheten som formen nevner, eller «relation: none» med grunn.",
        "{found} is not named in '{form}'. Write the unit that the form names, or 'relation: none' with a reason.",
    ),
    "piece-container": (
        "Pakningstypen «{term}» er {named} i package-type-7449, og stykket er ikke {found}. Skriv «target: {wanted}», "
        "eller «relation: none» med grunn.",
        "The type of package '{term}' is {named} in package-type-7449, and the piece is not {found}. Write 'target: "
        "{wanted}', or 'relation: none' with a reason.",
    ),
    "package-head": (
        "«{found}» begynner ikke med, og ender ikke på, et av EDQMs norske ord for en pakning. Skriv «status: draft», "
        "eller skriv ordet under «also» for pakningen i norwegian/package.yaml.",
        "'{found}' neither begins with nor ends in one of EDQM's Norwegian words for a package. Write 'status: draft', "
        "or write the word under 'also' of the package in norwegian/package.yaml.",
    ),
    "product-key": (
        "Nøkkelen «{found}» og termen «{term}» sier ikke det samme. Skriv «code: {key}» og «term: {wanted}», med "
        "merkenavnet i små bokstaver og uten tegn i nøkkelen.",
        "The key '{found}' and the term '{term}' do not say the same. Write 'code: {key}' and 'term: {wanted}', the "
        "brand in small letters and without signs in the key.",
    ),
    "product-brand": (
        "«{found}» er ikke et merkenavn alene. Skriv minst {least} bokstaver av det, og ikke navnet på virkestoffet.",
        "'{found}' is no brand by itself. Write at least {least} letters of it, and not the name of the substance.",
    ),
    "product-form": (
        "Formen {found} heter ikke «{word}» på norsk. Skriv {wanted}, eller «relation: none» med grunn.",
        "The form {found} is not called '{word}' in Norwegian. Write {wanted}, or 'relation: none' with a reason.",
    ),
    "row-pinned": (
        "Raden «{found}» er låst til {wanted} (none: ingen slik rad, eller relation: none). Skriv det; en endring"
        " krever gjennomgang av koden.",
        "The row '{found}' is pinned to {wanted} (none: no such row, or relation: none). Write that; to change it takes"
        " a review of the code.",
    ),
    "effect-unit": (
        "«{found}» er ikke en kjent enhet for virkning, eller en med ATC-kode bak. Skriv en av: {wanted}. En ny"
        " krever gjennomgang av koden.",
        "'{found}' is no known unit of effect, or one with an ATC code behind it. Write one of: {wanted}. A new"
        " one takes a review of the code.",
    ),
    "strength-lossy": (
        "Enheten «{found}» bærer en styrke og må være «relation: equivalent». Skriv ellers «relation: none» uten mål.",
        "The unit '{found}' carries a strength: 'relation: equivalent' only. Or write 'relation: none', no target.",
    ),
    "head-pinned": (
        "{table} er låst til «{wanted}», ikke «{found}». Skriv det; en endring krever gjennomgang av koden.",
        "{table} is pinned to '{wanted}', not '{found}'. Write that; to change it takes a review of the code.",
    ),
    "head-complete": (
        'En tabell fra et norsk kodeverk må være hel. Skriv «complete: "yes"» og en rad for hver kode.',
        "A table from a Norwegian list must be whole. Write 'complete: \"yes\"' and a row for each code.",
    ),
    "short-dose-amount": (
        "«{found}» er ikke en dose. Skriv et tall eller to med bindestrek, som «0.5» eller «1-2».",
        "'{found}' is not a dose. Write one number, or two with a hyphen, as '0.5' or '1-2'.",
    ),
    "short-dose-timing": (
        "«{found}» er ikke et tidspunkt. Skriv «3 per day» (24 går opp), «every 12 h», «bedtime» eller «before meals».",
        "'{found}' is not a timing. Write '3 per day' (a part of 24), 'every 12 h', 'bedtime' or 'before meals'.",
    ),
    "short-dose-half": (
        "Kortdosen «{found}» har bare noe av strukturen. Skriv både «dose» og «timing», eller ingen av dem.",
        "The short dose '{found}' has half a structure. Write both 'dose' and 'timing', or neither.",
    ),
    "short-dose-term": (
        "Dose, tid og dager sier ikke nøyaktig det kortdosen «{found}» sier. Rett dem, eller la raden være tekst.",
        "Dose, timing and days do not say exactly what the short dose '{found}' says. Correct, or leave it as text.",
    ),
    "short-dose-english": (
        "Den engelske teksten sier ikke det samme som kortdosen «{found}». Skriv «{wanted}».",
        "The English does not say the same as the short dose '{found}'. Write '{wanted}'.",
    ),
    "short-dose-lacks": (
        "Kortdosen «{found}» og den engelske teksten sier ikke det samme: {wanted}. Skriv det som står i kortdosen.",
        "The short dose '{found}' and its English do not say the same: {wanted}. Write what the short dose says.",
    ),
    "short-dose-draft": (
        "Kortdosen «{found}» har struktur og må være «status: approved». La raden ellers være tekst.",
        "The short dose '{found}' has a structure and must be 'status: approved'. Or leave it as text.",
    ),
    "short-dose-placeholder": (
        "I «{found}» må hver «<dose>» stå rett etter et tall.",
        "In '{found}' each '<dose>' must stand right after a number.",
    ),
    "unit-narrower": (
        "Enheten «{found}» sier mer enn kilden. Skriv en enhet som sier det samme, eller «relation: none» med grunn.",
        "The unit '{found}' says more than the source. Write a unit that says the same, or 'relation: none', why.",
    ),
    "target-term-missing": (
        "Målet «{found}» mangler «target_term». Skriv hva nummeret heter.",
        "The target '{found}' has no 'target_term'. Write what the number is called.",
    ),
    "root-not-equivalent": (
        "En OID kan ikke være «{found}». Skriv «relation: equivalent», eller «relation: none» uten mål.",
        "An OID cannot be '{found}'. Write 'relation: equivalent', or 'relation: none' and no target.",
    ),
    "rule-code-used": (
        "Regelkoden «{found}» er brukt før. En kode brukes aldri om igjen; skriv en ny.",
        "The rule code '{found}' has been used. A code is never used again; write a new one.",
    ),
    "rule-fact": (
        "«{found}» er ikke noe en regel kan teste. Skriv en av: {wanted}.",
        "'{found}' is not something a rule can test. Write one of: {wanted}.",
    ),
    "rule-test": (
        "Testen «{found}» passer ikke til «{fact}». Skriv en av: {wanted}.",
        "The test '{found}' does not fit '{fact}'. Write one of: {wanted}.",
    ),
    "rule-values": (
        "Testen «{found}» og «values» passer ikke. is, in og not-in trenger verdier, more-than ett tall; andre [].",
        "The test '{found}' and 'values' do not fit. is, in and not-in need values, more-than a number; others [].",
    ),
    "rule-value": (
        "«{found}» er ikke en verdi som «{fact}» kan ha. Skriv en av {wanted}.",
        "'{found}' is not a value that '{fact}' can have. Write one of {wanted}.",
    ),
    "rule-number": (
        "«{found}» er ikke et helt tall fra {least} til {most}. Skriv et slikt.",
        "'{found}' is not a whole number from {least} to {most}. Write one.",
    ),
    "rule-limit": (
        "Grensen for «{fact}» er «{found}», men {where} har «{wanted}». Begge ruter har samme grense: skriv det samme.",
        "The limit of '{fact}' is '{found}', but {where} has '{wanted}'. Both routes have one limit: write the same.",
    ),
    "rule-limit-text": (
        "Begrunnelsen sier {found}, men grensen er {wanted}. Skriv det samme tallet, eller intet tall.",
        "The reason says {found}, but the limit is {wanted}. Write the same number, or none.",
    ),
    "rule-hint": (
        "Rådet står på bare ett språk. Skriv både «hint_no» og «hint_en», eller ingen av dem.",
        "The hint is in one language only. Write both 'hint_no' and 'hint_en', or neither.",
    ),
    "rule-file": (
        "Ingen rute leser denne filen. Slett den, eller gi den navnet til en rute: {wanted}.",
        "No route reads this file. Delete it, or name it as a route: {wanted}.",
    ),
    "rule-floor": (
        "Ingen regel ({effect}) stanser {fact} = {passing_no}. Det må «{found}» gjøre. Skriv «{wanted}».",
        "No rule ({effect}) stops {fact} = {passing}. '{found}' must. Write '{wanted}'.",
    ),
    "rule-effect": (
        "Virkningen «{found}» finnes ikke i denne ruten. Skriv en av: {wanted}.",
        "The effect '{found}' does not exist in this route. Write one of: {wanted}.",
    ),
    "rule-unless": (
        "«unless» står bare i en remark og navngir en annen rad, ikke «{found}». Rett det, eller ta det bort.",
        "'unless' stands in a remark only and names another row, not '{found}'. Remove it, or correct it.",
    ),
    "rule-withhold": (
        "«{fact}» er ikke om en del som kan bli igjen mens resten sendes. Skriv en av: {wanted}.",
        "'{fact}' is of no part that can stay while the rest leaves. Write one of: {wanted}.",
    ),
    "field-twice": (
        "Feltet «{found}» står i to rader. Behold den ene.",
        "The field '{found}' is in two rows. Keep one of them.",
    ),
    "field-table": (
        "Det finnes ingen tabell «{found}» under codes, texts eller doses. Skriv navnet på en som finnes.",
        "There is no table '{found}' under codes, texts or doses. Write the name of one that is there.",
    ),
    "field-to": (
        "«{found}» og «to» passer ikke sammen. carried og translated trenger «to»; used og withheld skal ikke ha det.",
        "'{found}' and 'to' do not fit. carried and translated need 'to'; used and withheld take none.",
    ),
    "field-policy": (
        "Policyen «{found}» passer ikke. used og withheld trenger en av {wanted}; carried og translated skal ikke ha.",
        "The policy '{found}' does not fit. used and withheld need one of {wanted}; carried and translated take none.",
    ),
    "origin-kind": (
        "En rad skal ha nøyaktig én av m1, fest, setting, clock, fixed, absent og repeats; denne har «{found}».",
        "A row has exactly one of m1, fest, setting, clock, fixed, absent and repeats; this one has '{found}'.",
    ),
    "identifier-value": (
        "Verdien «{found}» kan ikke brukes her. Skriv {wanted_no}.",
        "The value '{found}' cannot be used here. Write {wanted}.",
    ),
    "identifier-missing": (
        "Identifikatoren «{found}» mangler. Skriv en rad for den.",
        "The identifier '{found}' is missing. Write a row for it.",
    ),
    "phrase-twice": (
        "Det samme står i to rader, også på {other}. {found}: {one} / {two}. Ta det bort fra den ene, "
        "eller skriv en rad i ambiguous.yaml.",
        "Two rows have the same, the other at {other}. {found}: {one} / {two}. Take it out of one of them, "
        "or write a row in ambiguous.yaml.",
    ),
    "phrase-hides": (
        "Ordene i «{found}» betyr også noe hver for seg, og da noe annet: {one} / {two}. Ta raden bort, eller skriv "
        "den slik at den ikke kan leses på to måter.",
        "The words of '{found}' also mean something apart, and then another thing: {one} / {two}. Take the row out, or "
        "write it so that it cannot be read in two ways.",
    ),
    "phrase-unreadable": (
        "«{found}» kan ikke leses: {part}. Skriv bokstaver, tall som 2 og 2,5, og vanlige tegn.",
        "'{found}' cannot be read: {part}. Write letters, numbers such as 2 and 2,5, and plain signs.",
    ),
    "phrase-digit": (
        "«{found}» har et tall der det ikke kan stå. Skriv det uten.",
        "'{found}' has a digit where none may stand. Write it without.",
    ),
    "phrase-markup": (
        "«{found}» har et tegn som «{part}». Skriv vanlig tekst.",
        "'{found}' has a sign such as '{part}'. Write plain text.",
    ),
    "phrase-value": (
        "«{found}» er ikke en verdi av {kind}. Skriv {wanted}.",
        "'{found}' is not a value of {kind}. Write {wanted}.",
    ),
    "phrase-differs": (
        "«{found}» og «{wanted}» sier ikke det samme: {part}. Rett det ene.",
        "'{found}' and '{wanted}' do not say the same: {part}. Correct one of them.",
    ),
    "outside-pinned": (
        "«{found}» er ikke den engelsken som er gjennomgått for «{value}». Skriv «{wanted}», eller «status: draft»; en "
        "ny godkjent rad er også en rad i converter/dosage/outside.py.",
        "'{found}' is not the English that was reviewed for '{value}'. Write '{wanted}', or 'status: draft'; a new "
        "approved row is a row of converter/dosage/outside.py too.",
    ),
    "phrase-amount": (
        "«{found}» har «{part}», som sier hvor mye, hvor ofte eller hvor lenge. Skriv det uten.",
        "'{found}' has '{part}', which says how much, how often or how long. Write it without.",
    ),
    "limit-floor": (
        "{found} må stå i tabellen med minst {wanted} dager, for alle enheter og legemiddelformer. Skriv raden slik.",
        "{found} must be in the table with {wanted} days at least, for every unit and form. Write the row so.",
    ),
    "phrase-lacks": (
        "Raden «{found}» trenger «{wanted}». Skriv «{wanted}: ...».",
        "The row '{found}' needs '{wanted}'. Write '{wanted}: ...'.",
    ),
    "phrase-reading": (
        "Det finnes ingen rad «{found}». Skriv kind:value for en rad som finnes, som times:noon.",
        "There is no row '{found}'. Write kind:value of a row that is there, as times:noon.",
    ),
    "note-missing": (
        "Raden er {found} og trenger en begrunnelse. Skriv «note: ...».",
        "The row is {found} and needs a reason. Write 'note: ...'.",
    ),
}


class Place(NamedTuple):
    """Where in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class TableProblem:
    """One thing wrong.

    Attributes:
        file: path from the folder that holds mappings/, with forward slashes.
        line: line number, from 1.
        column: column number, from 1.
        code: key of `CATALOGUE`.
        norwegian: what is wrong and what to write instead.
        english: the same in English.
    """

    file: str
    line: int
    column: int
    code: str
    norwegian: str
    english: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {self.english}"


class TableProblems(Exception):
    """The tables cannot be used. Holds everything that is wrong with them, in the order of files and lines."""

    def __init__(self, problems: tuple[TableProblem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(slots=True)
class ProblemList:
    """Collects problems while tables are read, so that a maintainer sees all of them at once."""

    found: list[TableProblem] = field(default_factory=list)

    def add(self, code: str, place: Place, **values: object) -> None:
        """Adds a problem of the catalogue, its texts filled in with `values`."""
        norwegian, english = CATALOGUE[code]
        self.found.append(TableProblem(*place, code, norwegian.format(**values), english.format(**values)))

    def __iter__(self) -> Iterator[TableProblem]:
        return iter(sorted(self.found, key=lambda problem: (problem.file, problem.line, problem.column)))

    def __len__(self) -> int:
        return len(self.found)
