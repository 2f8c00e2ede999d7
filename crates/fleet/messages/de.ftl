# Befunde, Gründe und Probleme des Fuhrparks. Zeitpunkte und Tage kommen fertig zum Anzeigen.

plate-in-the-way =
    Das Kennzeichen { $plate } ist ab { $begins_on } an { $vehicle }. Wählen Sie einen anderen Tag oder übernehmen Sie es.
    .title = Ein anderes Kennzeichen steht im Weg
odometer-less = Der Kilometerzähler kann nicht { $km } km zeigen: Am { $before_at } zeigte er { $before_km } km. War das falsch, berichtigen Sie es zuerst.
    .title = Der Kilometerzähler liefe rückwärts
odometer-more = Der Kilometerzähler kann nicht { $km } km gezeigt haben: Am { $after_at } zeigte er { $after_km } km.
    .title = Der Kilometerzähler liefe rückwärts
odometer-implausible =
    Der Kilometerzähler steht { $further_km } km weiter als am { $before_at }, als er { $before_km } km zeigte: mehr als die { $most_km } km, die ein Fahrzeug in dieser Zeit fährt. Sehen Sie noch einmal nach und berichtigen Sie die Zahl, oder bestätigen Sie sie, wenn sie stimmt.
    .title = Steht das auf dem Kilometerzähler?
odometer-read-twice = Der Kilometerzähler wurde in genau diesem Augenblick schon abgelesen. Berichtigen Sie diesen Stand oder geben Sie einen anderen Zeitpunkt an.
reading-corrected = Dieser Stand wurde schon berichtigt. Berichtigen Sie den, der an seine Stelle trat.
deadline-done = Das ist schon erledigt.
vehicle-state =
    { $state ->
        [in_service] Das Fahrzeug ist in Betrieb.
        [out_of_service] Das Fahrzeug ist außer Betrieb.
       *[disposed] Das Fahrzeug ist endgültig weg; daran kann nichts mehr geändert werden.
    }
    .title = Das Fahrzeug ist in einem anderen Zustand
too-many-vehicle-files = Ein Fahrzeug hat höchstens { $max } Dateien dieser Art.

vehicle-lacks =
    Dieses Fahrzeug ist nicht, was verlangt wird: { $feature ->
        [step_free] mit Rollstuhl zugänglich
        [child_seat] mit Befestigung für einen Kindersitz
        [zero_emission] emissionsfrei
        [car] ein Personenwagen
        [van] ein Lieferwagen
        [minibus] ein Kleinbus
        [electric] elektrisch
       *[other] { $feature }
    }.
too-few-seats = Es gibt { $seats } Plätze; { $attendees } Personen fahren mit.
with-driver-only = Dieses Fahrzeug fahren nur Berufsfahrer.
driver-retired = Diese Person fährt nicht mehr für das Haus.
licence-missing = Der Führerschein hat keine Klasse für dieses Fahrzeug.
licence-expired = Der Führerschein galt bis { $ended_on }.
licence-never-checked = Noch niemand hat den Führerschein angesehen. Prüfen Sie ihn zuerst.
licence-check-too-old = Der Führerschein wurde zuletzt am { $checked_on } geprüft, { $age_days } Tage vorher; höchstens { $max_days } sind erlaubt. Prüfen Sie ihn erneut.

emission-fuel-admitted = Erlaubt: Seit { $since_on } ist es jedes Fahrzeug mit diesem Antrieb.
emission-norm-admitted = Erlaubt: Seit { $since_on } ist mindestens { $min } nötig, und das hat dieses Fahrzeug.
emission-norm-too-old = Nicht erlaubt: Seit { $since_on } ist mindestens { $min } nötig.
emission-fuel-refused = Nicht erlaubt: Seit { $since_on } ist es kein Fahrzeug mit diesem Antrieb.
emission-norm-unknown = Nicht bekannt: Seit { $since_on } ist mindestens { $min } nötig, und die Norm dieses Fahrzeugs ist nicht vermerkt.
emission-no-rule = Nicht bekannt: Für diesen Antrieb gibt es am { $asked_on } keine Regel.

field-vin = Eine Fahrgestellnummer hat 17 Buchstaben und Ziffern, ohne I, O und Q.
field-plate = Das ist kein belgisches Kennzeichen wie 1-ABC-234. Hat es eine andere Form, sagen Sie es.
file-too-large = Die Datei ist zu groß: höchstens { $max_megabytes } MB.
field-no-plate = Das ist kein Kennzeichen: es hat 2 bis 12 Buchstaben, Ziffern und Striche.
field-period-too-long = Der Zeitraum ist zu lang. Wählen Sie einen späteren Beginn oder ein früheres Ende.

# Reservations.
no-vehicle-fits = Kein Fahrzeug passt.
field-single-date = Es kann jeweils nur ein Termin reserviert werden. Reservieren Sie jeden Termin einzeln.
vehicle-swapped = { $to } statt { $from }, damit eine weitere Reservierung möglich wurde. Das Fahrzeug erfüllt alles, was verlangt war.
