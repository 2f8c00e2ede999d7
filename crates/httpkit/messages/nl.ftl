status-400 = Het verzoek is niet goed gevormd
status-401 = U bent niet aangemeld
status-403 = U mag dit niet doen
status-404 = Niet gevonden
status-405 = Deze methode kan hier niet
status-409 = Dit botst met wat er al is
status-412 = Iemand anders heeft dit gewijzigd
status-413 = Te groot
status-415 = Dit soort inhoud wordt niet aanvaard
status-422 = Een regel laat dit niet toe
status-428 = De versie ontbreekt
status-429 = Te veel verzoeken
status-500 = Er ging iets mis bij ons
status-503 = Even niet beschikbaar

not-signed-in = Meld u eerst aan.
forbidden = U hebt hier het recht “{ $permission }” niet.
not-found = Hier is niets, of niets wat u mag zien.
no-such-path = De API kent dit pad niet.
method-not-allowed = Dit pad aanvaardt deze methode niet.
malformed = Het verzoek is niet te begrijpen.
malformed-json = Dit is geen geldige JSON (regel { $line }, kolom { $column }).
unknown-field = Er is geen veld “{ $field }”.
missing-field = Het veld “{ $field }” ontbreekt.
invalid-value = Het veld “{ $field }” bevat iets wat er niet in kan (regel { $line }, kolom { $column }). { wanted }
unknown-parameter = Er is hier geen parameter “{ $field }”.
missing-parameter = De parameter “{ $field }” ontbreekt.
invalid-parameter = De parameter “{ $field }” bevat iets wat er niet in kan. { wanted }
# What a value should have been, for “invalid-value” and “invalid-parameter”.
wanted =
    { $expected ->
        [one_of] “{ $given }” is hier niet bekend; mogelijk zijn: { $allowed }.
        [text] Er hoort een tekst te staan.
        [count] Er hoort een geheel getal vanaf 0 te staan.
        [number] Er hoort een getal te staan.
        [yes_no] Het is true of false.
        [list] Er hoort een lijst te staan.
        [object] Er hoort een object met zijn velden te staan.
        [id] Er hoort een id te staan zoals de API ze geeft.
        [date] Een dag schrijft u als 2026-12-01.
        [instant] Een tijdstip schrijft u met zijn tijdsverschil, als 2026-12-01T14:00:00+01:00.
        [wall_time] Een kloktijd schrijft u als 2026-12-01T14:00.
        [time_of_day] Een uur van de dag schrijft u als 08:00.
        [zone] Een tijdzone heet bijvoorbeeld Europe/Brussels.
        [once] Hij mag maar één keer voorkomen.
        [not_both] Hij kan niet naast “place” staan: geef een van beide.
       *[something_else] Zie de documentatie van de API.
    }
one-parameter-of = Geef precies één van deze parameters: { $fields }.
limit-out-of-range = Een bladzijde telt tussen 1 en { $max } items.
bad-cursor = Deze cursor hoort niet bij deze lijst. Begin opnieuw zonder cursor.
body-cut-off = De inhoud van het verzoek is niet volledig aangekomen.
too-large = De inhoud van het verzoek is te groot.
unsupported-media-type = Dit soort inhoud wordt hier niet aanvaard. Stuur { $expected }.
code-taken = De code ‘{ $taken }’ is al in gebruik.
    .title = Deze code is al in gebruik
stale = Iemand anders heeft dit gewijzigd sinds u het opende. Laad het opnieuw en herhaal uw wijziging.
if-match-invalid = “If-Match” verwacht de “ETag” van wat u zag, zoals "v3", of * voor elke versie.
    .title = “If-Match” is onleesbaar
version-needed = Zeg in “If-Match” welke versie u zag.
idempotency-key-invalid = Een idempotentiesleutel telt 1 tot { $max } zichtbare ASCII-tekens.
idempotency-key-reused = Deze idempotentiesleutel werd voor een ander verzoek gebruikt.
idempotency-in-progress = Hetzelfde verzoek wordt op dit ogenblik behandeld.
shown-once = Dit is al gebeurd. Het antwoord bevatte een geheim, dat maar één keer wordt getoond.
too-many-requests = U stuurt te veel verzoeken. Probeer opnieuw over { $retry_after_s } s.
foreign-origin = Dit verzoek komt van een andere site.
origin-missing = Een verzoek met een sessiecookie moet zeggen van welke pagina het komt (“Origin”).
timeout = Dit duurde te lang en werd gestaakt. Er is niets gewijzigd.
internal = Er ging iets mis bij ons. Het is genoteerd; geef het nummer van het verzoek op als u het meldt.
not-free = Dit is niet meer vrij.
already-exists = Dit bestaat al.
reference-missing = Iets waarnaar dit verwijst bestaat niet, of iets verwijst nog naar dit.
constraint = De gegevens breken een regel van de databank.
busy = Anderen wijzigen hetzelfde. Probeer het zo dadelijk opnieuw.
database-away = De databank is niet bereikbaar. Probeer het zo dadelijk opnieuw.
storage-full = Er kan nu niets worden bewaard: de schijf is vol of er mag niet op worden geschreven.

# Wat er aan één veld schort: “field-” en zijn code.
field-required = “{ $field }” is nodig.
field-missing = “{ $field }” ontbreekt.
field-unknown = “{ $field }” noemt iets dat hier niet bekend is.
field-invalid = “{ $field }” bevat iets dat daar niet kan staan.
field-too-long = “{ $field }” is te lang.
field-too-short = “{ $field }” is te kort.
field-too-many = “{ $field }” telt er te veel.
field-too-few = “{ $field }” telt er te weinig.
field-too-deep = “{ $field }” ligt te diep in de boom.
field-too-easy = “{ $field }” is te gemakkelijk te raden.
field-taken = “{ $field }” is al in gebruik.
field-repeated = “{ $field }” noemt iets meer dan één keer.
field-twice = “{ $field }” noemt iets meer dan één keer.
field-retired = “{ $field }” noemt iets dat niet meer in gebruik is.
field-out-of-range = “{ $field }” is { $value }; het moet tussen { $min } en { $max } liggen.
field-uneven-grid = “{ $field }” is { $value }; het moet een dag gelijk verdelen, zoals 5, 10, 15, 30 of 60.
field-implausible-year = “{ $field }” ligt in een jaar waarin niets wordt gepland. Kijk de datum na.
field-in-the-past = “{ $field }” ligt in het verleden.
field-before-start = Het einde (“{ $field }”) moet na het begin liggen.
field-whole-minutes = Alleen hele minuten: “{ $field }” heeft seconden. Laat ze weg.
field-time-does-not-exist = “{ $field }” bestaat niet: de klok springt die nacht vooruit.
field-control-character = “{ $field }” bevat onzichtbare stuurtekens. Typ de tekst opnieuw.
field-not-for-this-kind = “{ $field }” hoort niet bij deze soort.
field-other-site = “{ $field }” ligt op een andere site.
field-several-sites = “{ $field }” ligt op verschillende sites.
field-only-for-all = “{ $field }” kan alleen voor alle data van de reeks worden gewijzigd.
field-one-of = “{ $field }” moet alleen staan.
field-cycle = “{ $field }” zou het een deel van zichzelf maken.
field-after-end = “{ $field }” ligt na het einde.
field-in-the-future = “{ $field }” ligt in de toekomst.
field-without-plan = De verdieping heeft nog geen plattegrond. Laad er eerst een op.
field-without-floor = “{ $field }” ligt op geen enkele verdieping.
field-one-ring = “{ $field }” moet één omtrek zonder gaten zijn.
field-too-few-points = “{ $field }” heeft te weinig punten.
field-too-many-points = “{ $field }” heeft te veel punten.
field-not-closed = “{ $field }” moet eindigen waar hij begint.
field-crosses-itself = “{ $field }” kruist zichzelf.
field-outside-plan = “{ $field }” valt buiten de plattegrond.
field-no-area = “{ $field }” omsluit niets.
field-not-a-technician = “{ $field }” werkt daar niet aan meldingen.
field-inactive = “{ $field }” is niet meer actief.
field-not-in-the-closure = “{ $field }” noemt een reservatie die niet in deze sluiting ligt.
field-into-the-closure = “{ $field }” noemt een zaal die zelf gesloten is.
field-other-kind = “{ $field }” noemt iets van een andere soort.
field-differs = “{ $field }” kan niet worden gewijzigd.

# What is wrong with a file that is read row by row.
field-cell-count = Deze rij heeft meer of minder cellen dan de kop.
field-unknown-column = De kolom “{ $field }” is hier niet bekend. Haal ze weg, of kijk haar naam na.
field-missing-column = De kolom “{ $field }” ontbreekt.
field-repeated-column = De kolom “{ $field }” staat er meer dan eens.
field-not-utf8 = “{ $field }” staat niet in UTF-8. Bewaar het bestand als CSV UTF-8.
field-too-many-rows = Het bestand heeft te veel rijen; wat volgt is niet gelezen.
field-unreadable = Het bestand kan niet gelezen worden.
field-empty = Het bestand is leeg.
field-too-large = Het bestand is te groot.
