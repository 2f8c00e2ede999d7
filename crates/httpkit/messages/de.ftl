status-400 = Die Anfrage ist fehlerhaft
status-401 = Sie sind nicht angemeldet
status-403 = Das dürfen Sie nicht
status-404 = Nicht gefunden
status-405 = Diese Methode geht hier nicht
status-409 = Das widerspricht dem, was schon da ist
status-412 = Jemand anderes hat das geändert
status-413 = Zu groß
status-415 = Diese Art von Inhalt wird nicht angenommen
status-422 = Eine Regel lässt das nicht zu
status-428 = Die Version fehlt
status-429 = Zu viele Anfragen
status-500 = Bei uns ist etwas schiefgegangen
status-503 = Im Augenblick nicht verfügbar

not-signed-in = Melden Sie sich zuerst an.
forbidden = Ihnen fehlt hier das Recht „{ $permission }“.
not-found = Hier ist nichts, oder nichts, was Sie sehen dürfen.
no-such-path = Die API kennt diesen Pfad nicht.
method-not-allowed = Dieser Pfad nimmt diese Methode nicht an.
malformed = Die Anfrage ist nicht zu verstehen.
malformed-json = Das ist kein gültiges JSON (Zeile { $line }, Spalte { $column }).
unknown-field = Es gibt kein Feld „{ $field }“.
missing-field = Das Feld „{ $field }“ fehlt.
invalid-value = Das Feld „{ $field }“ enthält etwas Unmögliches (Zeile { $line }, Spalte { $column }). { wanted }
unknown-parameter = Es gibt hier keinen Parameter „{ $field }“.
missing-parameter = Der Parameter „{ $field }“ fehlt.
invalid-parameter = Der Parameter „{ $field }“ enthält etwas Unmögliches. { wanted }
# What a value should have been, for “invalid-value” and “invalid-parameter”.
wanted =
    { $expected ->
        [one_of] „{ $given }“ ist hier nicht bekannt; möglich sind: { $allowed }.
        [text] Erwartet wird ein Text.
        [count] Erwartet wird eine ganze Zahl ab 0.
        [number] Erwartet wird eine Zahl.
        [yes_no] Es ist true oder false.
        [list] Erwartet wird eine Liste.
        [object] Erwartet wird ein Objekt mit seinen Feldern.
        [id] Erwartet wird eine ID, wie die API sie vergibt.
        [date] Ein Tag wird wie 2026-12-01 geschrieben.
        [instant] Ein Zeitpunkt wird mit seinem Abstand zu UTC geschrieben, wie 2026-12-01T14:00:00+01:00.
        [wall_time] Eine Uhrzeit mit Tag wird wie 2026-12-01T14:00 geschrieben.
        [time_of_day] Eine Uhrzeit wird wie 08:00 geschrieben.
        [zone] Eine Zeitzone heißt zum Beispiel Europe/Brussels.
        [once] Er darf nur einmal vorkommen.
        [not_both] Er kann nicht neben „place“ stehen: geben Sie eines von beiden an.
       *[something_else] Siehe die Dokumentation der API.
    }
one-parameter-of = Geben Sie genau einen dieser Parameter an: { $fields }.
limit-out-of-range = Eine Seite hat zwischen 1 und { $max } Einträge.
bad-cursor = Dieser Cursor gehört nicht zu dieser Liste. Beginnen Sie ohne ihn von vorn.
body-cut-off = Der Inhalt der Anfrage ist nicht vollständig angekommen.
too-large = Der Inhalt der Anfrage ist zu groß.
unsupported-media-type = Diese Art von Inhalt wird hier nicht angenommen. Senden Sie { $expected }.
code-taken = Der Code „{ $taken }“ ist schon vergeben.
    .title = Dieser Code ist vergeben
stale = Jemand anderes hat das geändert, seit Sie es geöffnet haben. Laden Sie es neu und wiederholen Sie die Änderung.
if-match-invalid = „If-Match“ erwartet den „ETag“ dessen, was Sie gesehen haben, etwa "v3", oder * für jede Version.
    .title = „If-Match“ ist nicht lesbar
version-needed = Geben Sie in „If-Match“ an, welche Version Sie gesehen haben.
idempotency-key-invalid = Ein Idempotenzschlüssel hat 1 bis { $max } sichtbare ASCII-Zeichen.
idempotency-key-reused = Dieser Idempotenzschlüssel wurde für eine andere Anfrage verwendet.
idempotency-in-progress = Dieselbe Anfrage wird gerade bearbeitet.
shown-once = Das ist schon geschehen. Die Antwort enthielt ein Geheimnis, das nur einmal gezeigt wird.
too-many-requests = Sie senden zu viele Anfragen. Versuchen Sie es in { $retry_after_s } s wieder.
foreign-origin = Diese Anfrage kommt von einer anderen Website.
origin-missing = Eine Anfrage mit Sitzungscookie muss sagen, von welcher Seite sie kommt („Origin“).
timeout = Das hat zu lange gedauert und wurde abgebrochen. Nichts wurde geändert.
internal = Bei uns ist etwas schiefgegangen. Es ist vermerkt; nennen Sie die Nummer der Anfrage, wenn Sie es melden.
not-free = Das ist nicht mehr frei.
already-exists = Das gibt es schon.
reference-missing = Etwas, worauf dies verweist, gibt es nicht, oder etwas verweist noch hierauf.
constraint = Die Daten verletzen eine Regel der Datenbank.
busy = Andere ändern gerade dasselbe. Versuchen Sie es gleich noch einmal.
database-away = Die Datenbank ist nicht erreichbar. Versuchen Sie es gleich noch einmal.
storage-full = Im Augenblick kann nichts gespeichert werden: Der Datenträger ist voll oder schreibgeschützt.

# Was an einem Feld nicht stimmt: „field-“ und sein Code.
field-required = „{ $field }“ ist nötig.
field-missing = „{ $field }“ fehlt.
field-unknown = „{ $field }“ nennt etwas, das hier nicht bekannt ist.
field-invalid = „{ $field }“ enthält etwas, das dort nicht stehen kann.
field-too-long = „{ $field }“ ist zu lang.
field-too-short = „{ $field }“ ist zu kurz.
field-too-many = „{ $field }“ hat zu viele.
field-too-few = „{ $field }“ hat zu wenige.
field-too-deep = „{ $field }“ liegt zu tief im Baum.
field-too-easy = „{ $field }“ ist zu leicht zu erraten.
field-taken = „{ $field }“ ist schon vergeben.
field-repeated = „{ $field }“ nennt etwas mehr als einmal.
field-twice = „{ $field }“ nennt etwas mehr als einmal.
field-retired = „{ $field }“ nennt etwas, das nicht mehr in Betrieb ist.
field-out-of-range = „{ $field }“ ist { $value }; der Wert muss zwischen { $min } und { $max } liegen.
field-uneven-grid = „{ $field }“ ist { $value }; der Wert muss einen Tag gleichmäßig teilen, wie 5, 10, 15, 30 oder 60.
field-implausible-year = „{ $field }“ liegt in einem Jahr, in dem nichts geplant wird. Prüfen Sie das Datum.
field-in-the-past = „{ $field }“ liegt in der Vergangenheit.
field-before-start = Das Ende („{ $field }“) muss nach dem Beginn liegen.
field-whole-minutes = Nur ganze Minuten: „{ $field }“ hat Sekunden. Lassen Sie sie weg.
field-time-does-not-exist = „{ $field }“ gibt es nicht: In dieser Nacht springt die Uhr vor.
field-control-character = „{ $field }“ enthält unsichtbare Steuerzeichen. Tippen Sie den Text neu.
field-not-for-this-kind = „{ $field }“ passt nicht zu dieser Art.
field-other-site = „{ $field }“ liegt an einem anderen Standort.
field-several-sites = „{ $field }“ liegt an mehreren Standorten.
field-only-for-all = „{ $field }“ kann nur für alle Termine der Serie geändert werden.
field-one-of = „{ $field }“ muss allein stehen.
field-cycle = „{ $field }“ würde es zu einem Teil seiner selbst machen.
field-after-end = „{ $field }“ liegt nach dem Ende.
field-in-the-future = „{ $field }“ liegt in der Zukunft.
field-without-plan = Das Stockwerk hat noch keinen Plan. Laden Sie zuerst einen hoch.
field-without-floor = „{ $field }“ liegt auf keinem Stockwerk.
field-one-ring = „{ $field }“ muss ein einziger Umriss ohne Löcher sein.
field-too-few-points = „{ $field }“ hat zu wenige Punkte.
field-too-many-points = „{ $field }“ hat zu viele Punkte.
field-not-closed = „{ $field }“ muss enden, wo er beginnt.
field-crosses-itself = „{ $field }“ kreuzt sich selbst.
field-outside-plan = „{ $field }“ reicht über den Plan hinaus.
field-no-area = „{ $field }“ umschließt nichts.
field-not-a-technician = „{ $field }“ arbeitet dort nicht an Meldungen.
field-inactive = „{ $field }“ ist nicht mehr aktiv.
field-not-in-the-closure = „{ $field }“ nennt eine Buchung, die nicht in dieser Schließung liegt.
field-into-the-closure = „{ $field }“ nennt einen Raum, der selbst geschlossen ist.
field-other-kind = „{ $field }“ nennt etwas anderer Art.
field-differs = „{ $field }“ kann nicht geändert werden.

# What is wrong with a file that is read row by row.
field-cell-count = Diese Zeile hat mehr oder weniger Zellen als die Kopfzeile.
field-unknown-column = Die Spalte „{ $field }“ ist hier nicht bekannt. Entfernen Sie sie, oder prüfen Sie ihren Namen.
field-missing-column = Die Spalte „{ $field }“ fehlt.
field-repeated-column = Die Spalte „{ $field }“ steht mehr als einmal da.
field-not-utf8 = „{ $field }“ ist nicht in UTF-8. Speichern Sie die Datei als CSV UTF-8.
field-too-many-rows = Die Datei hat zu viele Zeilen; der Rest wird nicht gelesen.
field-unreadable = Die Datei kann nicht gelesen werden.
field-empty = Die Datei ist leer.
field-too-large = Die Datei ist zu groß.
