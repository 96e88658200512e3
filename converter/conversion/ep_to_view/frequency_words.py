"""Words of the main EU languages for how often: numbers, times, a day, a week, every so many hours.

As far as they were seen in documents or are plain; a word that is not here is held against nothing.
"""

NUMBERS: dict[int, tuple[str, ...]] = {
    1: ("one", "en", "ett", "én", "et", "ein", "eine", "einen", "un", "une", "uno", "una", "um", "uma", "één", "een",
        "yksi", "yhden", "üks", "jeden", "jedna", "jednu", "jedną"),
    2: ("two", "to", "två", "zwei", "deux", "dos", "due", "dois", "duas", "twee", "kaksi", "kaks", "dva", "dvě", "dve",
        "dwa", "dwie"),
    3: ("three", "tre", "drei", "trois", "tres", "três", "drie", "kolme", "kolm", "tři", "tri", "trzy"),
    4: ("four", "fire", "fyra", "vier", "quatre", "cuatro", "quattro", "quatro", "neljä", "neli", "čtyři", "štyri",
        "cztery"),
    5: ("five", "fem", "fünf", "cinq", "cinco", "cinque", "vijf", "viisi", "viis", "pět", "päť", "pięć"),
    6: ("six", "seks", "sex", "sechs", "seis", "sei", "zes", "kuusi", "kuus", "šest", "sześć"),
}  # fmt: skip
TIMES = (
    "times", "time", "ganger", "gang", "gange", "gånger", "gång", "kertaa", "kerta", "mal", "fois", "veces", "vez",
    "vezes", "volte", "volta", "keer", "maal", "razy", "raz", "krát", "korda", "kord", "kartus", "kartą", "reizes",
    "reizi", "φορές", "φορά", "пъти", "път", "ori", "pori", "puta", "krat", "x", "×",
)  # fmt: skip
"""What stands behind a number of times."""
ONCE: dict[int, tuple[str, ...]] = {
    1: ("once", "kerran", "einmal", "jednou", "raz", "jedenkrát", "engang", "eenmaal", "enkrat", "jedanput", "egyszer"),
    2: ("twice", "kahdesti", "zweimal", "dvakrát", "tweemaal", "dvakrat", "dvaput", "kétszer"),
    3: ("thrice", "kolmesti", "dreimal", "třikrát", "trikrát", "driemaal", "trikrat", "háromszor"),
    4: ("viermal", "čtyřikrát", "štyrikrát", "viermaal"),
}
"""Number and times in one word."""
A_DAY = (
    "daily", "a day", "per day", "each day", "every day", "in a day", "daglig", "om dagen", "i døgnet", "per døgn",
    "pr døgn", "pr. døgn", "per dag", "pr dag", "pr. dag", "hver dag", "dagligt", "dagligen", "om dygnet", "per dygn",
    "varje dag", "päivässä", "vuorokaudessa", "päivittäin", "täglich", "am tag", "pro tag", "par jour", "par 24 heures",
    "al día", "por día", "diarias", "ao dia", "por dia", "al giorno", "daags", "per etmaal", "dziennie", "na dobę",
    "denně", "denne", "za den", "päevas", "per dieną", "per parą", "dienā", "naponta", "dnevno", "na dan", "pe zi",
    "την ημέρα", "ημερησίως", "дневно", "на ден",
)  # fmt: skip
A_WEEK = (
    "weekly", "a week", "per week", "each week", "every week", "in a week", "i uken", "i uka", "per uke", "pr uke",
    "pr. uke", "hver uke", "ukentlig", "om ugen", "per uge", "pr uge", "pr. uge", "hver uge", "ugentlig", "ugentligt",
    "i veckan", "per vecka", "varje vecka", "viikossa", "viikoittain", "joka viikko", "pro woche", "in der woche",
    "die woche", "jede woche", "wöchentlich", "par semaine", "chaque semaine", "a la semana", "por semana",
    "cada semana", "semanal", "semanalmente", "alla settimana", "a settimana", "ogni settimana", "settimanale",
    "in de week", "elke week", "wekelijks", "na tydzień", "w tygodniu", "tygodniowo", "týdně", "za týden", "týždenne",
    "za týždeň", "nädalas", "per savaitę", "nedēļā", "hetente", "na teden", "tedensko", "tjedno", "pe săptămână",
    "săptămânal", "την εβδομάδα", "седмично",
)  # fmt: skip
A_MONTH = (
    "monthly", "a month", "per month", "each month", "every month", "i måneden", "per måned", "pr måned", "månedlig",
    "hver måned", "om måneden", "i månaden", "per månad", "varje månad", "kuukaudessa", "joka kuukausi", "pro monat",
    "im monat", "monatlich", "par mois", "al mes", "por mes", "cada mes", "ao mês", "por mês", "al mese",
    "per maand", "na miesiąc", "miesięcznie", "měsíčně", "mesačne", "kuus",
)  # fmt: skip
ALONE = frozenset(
    {
        *("weekly", "every week", "each week", "hver uke", "ukentlig", "hver uge", "ugentlig", "ugentligt"),
        *("varje vecka", "viikoittain", "joka viikko", "jede woche", "wöchentlich", "chaque semaine", "cada semana"),
        *("ogni settimana", "elke week", "wekelijks", "tygodniowo", "týdně", "týždenne", "semanalmente"),
    }
)
"""Words for a week that are once a week by themselves, right behind a dose."""
UP_TO = (
    "up to", "max", "max.", "maximum", "inntil", "maks", "maks.", "høyst", "op til", "upp till", "högst", "enintään",
    "bis zu", "jusqu'à", "hasta", "até", "fino a", "tot",
)  # fmt: skip
EVERY = (
    ("every", "hours?"), ("every", "hrs?"), ("hver", r"\.? ?timer?"), ("hver", r"\.? ?tim(?:e|en)"),
    ("var", r":?e? ?timme"), ("alle", "stunden"), ("toutes les", "heures"), ("cada", "horas"), ("ogni", "ore"),
    ("de", "em [0-9]{1,2} horas"), ("om de", "uur"), ("elke", "uur"), ("co", "godzin[ay]?"), ("každých", "hodin"),
    ("po", "hodin[áa]ch"), ("", "tunnin välein"), ("iga", "tunni järel"), ("κάθε", "ώρες"),
)  # fmt: skip
"""What stands before and behind a number of hours; patterns."""
DOSING = (
    "take", "taken", "taking", "use", "ta", "tas", "tag", "tages", "tas", "ota", "otetaan", "käytetään", "nimm",
    "nehmen", "einnehmen", "prendre", "tomar", "tome", "prendere", "assumere", "innemen", "przyjmować", "užívat",
    "võtta", "dose", "dosage", "dosering", "annostus", "max", "maks", "maximum", "inntil", "enintään",
)  # fmt: skip
"""Words of an instruction: a number beside one is no amount of a package."""
