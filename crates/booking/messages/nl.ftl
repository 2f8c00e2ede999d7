# Findings, reasons and problems of the booking engine. Instants and days arrive ready to be shown.

time-does-not-exist = { $start } bestaat niet: de klok springt die nacht vooruit. Het eerstvolgende tijdstip is { $next }.
time-happens-twice =
    { $start } komt die nacht twee keer voor. De { $chosen ->
        [second] tweede
       *[other] eerste
    } keer telt.
in-the-past = Dit tijdstip is voorbij. Kies een later tijdstip.
too-long = Mogelijk: hoogstens { $max_duration }; gevraagd: { $duration }.
too-short = Nodig: minstens { $min_duration }; gevraagd: { $duration }.
retired = Dit is buiten gebruik. Kies iets anders.
buffer-too-long = Opbouw en afbouw duren elk hoogstens { $max_duration }.
closed-day = Gesloten op { $day } ({ $name }).
outside-hours = Buiten de openingsuren van { $day } ({ $open }).
too-short-notice = Moet minstens { $min_notice_duration } op voorhand geboekt worden.
beyond-horizon = Kan hoogstens { $horizon_days } dagen vooruit geboekt worden, tot { $latest }.
off-grid = Begin en einde moeten op een veelvoud van { $grid_duration } vallen.
not-for-you = U mag dit niet boeken. Vraag het aan de beheerder.
needs-approval = Iemand moet dit goedkeuren.
occupied = Bezet van { $from } tot { $to }.
buffer-overlaps = Opbouw of afbouw zou overlappen met wat er van { $from } tot { $to } is.
closed = Gesloten van { $from } tot { $to }.
picks-share-a-unit = Twee van de gekozen zalen hebben een deel gemeen. Laat er een weg.
series-overlaps-itself = Deze datum overlapt met een andere datum van dezelfde reeks.
exchange-overlaps-itself = Deze ruil zou één zaal of voertuig tegelijk aan twee reservaties geven.
left-out = Weggelaten uit de reeks.
left-the-series = De gewijzigde reeks heeft deze datum niet meer.
nobody-checked-in = Niemand heeft zich aangemeld.
was-not-there = Het geboekte was er niet: iemand anders had het nog.
nobody-decided = Niemand heeft tijdig beslist.
competing-request-confirmed = Een andere aanvraag voor hetzelfde tijdstip is goedgekeurd.
not-possible = Dit kan zo niet geboekt worden. De redenen staan erbij.
invalid = Sommige velden kunnen zo niet worden aanvaard. { $reasons }
recurrence-unreadable = De herhaling is niet te begrijpen. Schrijf een RFC 5545-regel zoals FREQ=WEEKLY;COUNT=10.
recurrence-too-frequent = Een reeks herhaalt hoogstens dagelijks.
recurrence-too-long = Een reeks heeft hoogstens { $max_dates } datums. Laat ze vroeger eindigen.
recurrence-endless = Een reeks heeft een einde nodig: een aantal datums of een laatste dag.
recurrence-two-ends = De herhaling eindigt op twee manieren. Houd het aantal datums (COUNT) of de laatste dag (UNTIL).
recurrence-unreadable-end = De laatste dag van de herhaling is niet te lezen. Schrijf UNTIL=20261231 of UNTIL=20261231T225959Z.
recurrence-ends-before-start = De herhaling eindigt vóór haar eerste datum. Kies een latere laatste dag.
recurrence-empty = De herhaling heeft geen enkele datum.
# The same where a rule is one field among others.
field-recurrence-unreadable = { recurrence-unreadable }
field-recurrence-too-frequent = { recurrence-too-frequent }
field-recurrence-endless = { recurrence-endless }
field-recurrence-two-ends = { recurrence-two-ends }
field-recurrence-unreadable-end = { recurrence-unreadable-end }
field-recurrence-ends-before-start = { recurrence-ends-before-start }
field-recurrence-empty = { recurrence-empty }
field-recurrence-too-long = De herhaling heeft te veel datums. Laat ze vroeger eindigen.
illegal-move =
    { $from ->
        [requested] Het wacht nog op goedkeuring; dit kan pas daarna.
        [confirmed] Het is bevestigd, maar er is nog niemand aangemeld: meld u eerst aan.
        [in_use] Het is al bezig: het kan alleen nog verlengd of beëindigd worden.
        [finished] Het is voorbij: er kan niets meer aan veranderen.
        [declined] Het gaat niet meer door: boek opnieuw.
        [withdrawn] Het gaat niet meer door: boek opnieuw.
        [expired] Het gaat niet meer door: boek opnieuw.
        [cancelled] Het gaat niet meer door: boek opnieuw.
        [released] Het gaat niet meer door: boek opnieuw.
        [displaced] Het gaat niet meer door: boek opnieuw.
       *[other] Dit kan niet in de huidige toestand.
    }
in-use-now = “{ $name }” is in gebruik tot { $until }. Sluit rond wat geboekt is, wacht tot het voorbij is, of laat het eerst beëindigen.
booked-elsewhere = Dit kan niet hier: alleen het eigen onderdeel boekt, verplaatst en beëindigt dit, want daar gelden meer regels. Gebruik { $path }.
stale-preview = Er is iets veranderd sinds het voorbeeld. Bekijk het nieuwe voorbeeld en bevestig opnieuw.
check-in-too-early = Aanmelden kan vanaf { $opens_at }.
check-in-too-late = Dit is geëindigd om { $ended_at }.
not-started = Dit begint pas om { $starts_at }. Annuleer het in plaats daarvan.
nothing-to-cancel = Er is geen datum meer die geannuleerd kan worden.
nothing-left-to-change = Er valt niets meer te wijzigen: alle datums zijn voorbij, bezig of geannuleerd.
search-too-large = { $bookables } zalen op { $dates } datums is te veel voor één zoekopdracht. Vraag hoogstens { $most_dates } datums, of zoek op één locatie.
still-booked =
    Er { $count ->
        [one] komt nog één boeking
       *[other] komen nog { $count } boekingen
    }. Verplaats of annuleer ze eerst.
bookings-in-the-way =
    { $count ->
        [one] Eén boeking staat
       *[other] { $count } boekingen staan
    } in de weg. Sluit eromheen, of annuleer ze.
bookable-code-taken = De code “{ $taken }” bestaat al. Kies een andere.
already-decided = Iemand heeft dit al beslist.

# Shown instead of a title that is not for everybody.
reserved = Gereserveerd
