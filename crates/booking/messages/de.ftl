# Findings, reasons and problems of the booking engine. Instants and days arrive ready to be shown.

time-does-not-exist = { $start } gibt es nicht: In dieser Nacht wird die Uhr vorgestellt. Der nächste Zeitpunkt ist { $next }.
time-happens-twice =
    { $start } gibt es in dieser Nacht zweimal. Der { $chosen ->
        [second] zweite
       *[other] erste
    } Zeitpunkt zählt.
in-the-past = Dieser Zeitpunkt ist vorbei. Wählen Sie einen späteren.
too-long = Möglich: höchstens { $max_duration }; gewünscht: { $duration }.
too-short = Nötig: mindestens { $min_duration }; gewünscht: { $duration }.
retired = Dies ist nicht mehr in Betrieb. Wählen Sie etwas anderes.
buffer-too-long = Auf- und Abbau dauern jeweils höchstens { $max_duration }.
closed-day = Am { $day } geschlossen ({ $name }).
outside-hours = Außerhalb der Öffnungszeiten am { $day } ({ $open }).
too-short-notice = Muss mindestens { $min_notice_duration } im Voraus gebucht werden.
beyond-horizon = Höchstens { $horizon_days } Tage im Voraus buchbar, bis { $latest }.
off-grid = Beginn und Ende müssen auf ein Vielfaches von { $grid_duration } fallen.
not-for-you = Sie dürfen dies nicht buchen. Wenden Sie sich an die Verwaltung.
needs-approval = Dies muss genehmigt werden.
occupied = Belegt von { $from } bis { $to }.
buffer-overlaps = Auf- oder Abbau würde sich mit der Belegung von { $from } bis { $to } überschneiden.
closed = Geschlossen von { $from } bis { $to }.
picks-share-a-unit = Zwei der gewählten Räume haben einen gemeinsamen Teil. Lassen Sie einen weg.
series-overlaps-itself = Dieser Termin überschneidet sich mit einem anderen Termin derselben Serie.
exchange-overlaps-itself = Dieser Tausch würde einen Ort oder ein Fahrzeug gleichzeitig zweimal vergeben.
left-out = Aus der Serie ausgenommen.
left-the-series = Die geänderte Serie enthält diesen Termin nicht mehr.
nobody-checked-in = Niemand hat sich angemeldet.
was-not-there = Das Gebuchte war nicht da: Jemand anders hatte es noch.
nobody-decided = Niemand hat rechtzeitig entschieden.
competing-request-confirmed = Eine andere Anfrage für dieselbe Zeit wurde genehmigt.
not-possible = So ist die Buchung nicht möglich. Die Gründe sind angegeben.
invalid = Einige Felder können so nicht angenommen werden. { $reasons }
recurrence-unreadable = Die Wiederholung ist nicht zu verstehen. Schreiben Sie eine RFC-5545-Regel wie FREQ=WEEKLY;COUNT=10.
recurrence-too-frequent = Eine Serie wiederholt sich höchstens täglich.
recurrence-too-long = Eine Serie hat höchstens { $max_dates } Termine. Lassen Sie sie früher enden.
recurrence-endless = Eine Serie braucht ein Ende: eine Anzahl von Terminen oder einen letzten Tag.
recurrence-two-ends = Die Wiederholung endet auf zwei Arten. Behalten Sie die Anzahl der Termine (COUNT) oder den letzten Tag (UNTIL).
recurrence-unreadable-end = Der letzte Tag der Wiederholung ist nicht zu lesen. Schreiben Sie UNTIL=20261231 oder UNTIL=20261231T225959Z.
recurrence-ends-before-start = Die Wiederholung endet vor ihrem ersten Termin. Wählen Sie einen späteren letzten Tag.
recurrence-empty = Die Wiederholung enthält keinen einzigen Termin.
# The same where a rule is one field among others.
field-recurrence-unreadable = { recurrence-unreadable }
field-recurrence-too-frequent = { recurrence-too-frequent }
field-recurrence-endless = { recurrence-endless }
field-recurrence-two-ends = { recurrence-two-ends }
field-recurrence-unreadable-end = { recurrence-unreadable-end }
field-recurrence-ends-before-start = { recurrence-ends-before-start }
field-recurrence-empty = { recurrence-empty }
field-recurrence-too-long = Die Wiederholung hat zu viele Termine. Lassen Sie sie früher enden.
illegal-move =
    { $from ->
        [requested] Es wartet noch auf Zustimmung; dies ist erst danach möglich.
        [confirmed] Es ist bestätigt, aber noch niemand hat sich angemeldet: Melden Sie sich zuerst an.
        [in_use] Es läuft schon: Es lässt sich nur noch verlängern oder beenden.
        [finished] Es ist vorbei: Daran lässt sich nichts mehr ändern.
        [declined] Es findet nicht mehr statt: Buchen Sie neu.
        [withdrawn] Es findet nicht mehr statt: Buchen Sie neu.
        [expired] Es findet nicht mehr statt: Buchen Sie neu.
        [cancelled] Es findet nicht mehr statt: Buchen Sie neu.
        [released] Es findet nicht mehr statt: Buchen Sie neu.
        [displaced] Es findet nicht mehr statt: Buchen Sie neu.
       *[other] Im jetzigen Zustand ist dies nicht möglich.
    }
in-use-now = „{ $name }“ wird bis { $until } benutzt. Schließen Sie um das Gebuchte herum, warten Sie das Ende ab, oder lassen Sie es zuerst beenden.
booked-elsewhere = Das geht hier nicht: Nur der eigene Bereich bucht, verschiebt und beendet dies, denn dort gelten weitere Regeln. Verwenden Sie { $path }.
stale-preview = Seit der Vorschau hat sich etwas geändert. Sehen Sie die neue Vorschau an und bestätigen Sie erneut.
check-in-too-early = Die Anmeldung ist ab { $opens_at } möglich.
check-in-too-late = Dies endete um { $ended_at }.
not-started = Dies beginnt erst um { $starts_at }. Sagen Sie es stattdessen ab.
nothing-to-cancel = Es gibt keinen Termin mehr, der abgesagt werden könnte.
nothing-left-to-change = Es gibt nichts mehr zu ändern: Alle Termine sind vorbei, im Gange oder abgesagt.
search-too-large = { $bookables } Räume an { $dates } Terminen sind zu viel für eine Suche. Fragen Sie höchstens { $most_dates } Termine an oder suchen Sie nur an einem Standort.
still-booked =
    Es { $count ->
        [one] steht noch eine Buchung
       *[other] stehen noch { $count } Buchungen
    } aus. Verschieben oder stornieren Sie sie zuerst.
bookings-in-the-way =
    { $count ->
        [one] Eine Buchung ist
       *[other] { $count } Buchungen sind
    } im Weg. Sperren Sie um sie herum oder stornieren Sie sie.
bookable-code-taken = Der Code „{ $taken }“ ist vergeben. Wählen Sie einen anderen.
already-decided = Jemand hat dies bereits entschieden.

# Shown instead of a title that is not for everybody.
reserved = Reserviert
