# Bevindingen, redenen en problemen van het wagenpark. Tijdstippen en dagen komen klaar om te tonen.

plate-in-the-way =
    De nummerplaat { $plate } zit vanaf { $begins_on } op { $vehicle }. Kies een andere dag, of neem ze over.
    .title = Een andere nummerplaat staat in de weg
odometer-less = De kilometerteller kan geen { $km } km aangeven: op { $before_at } stond hij op { $before_km } km. Was dat fout, verbeter dat dan eerst.
    .title = De kilometerteller zou achteruitlopen
odometer-more = De kilometerteller kan geen { $km } km hebben aangegeven: op { $after_at } stond hij op { $after_km } km.
    .title = De kilometerteller zou achteruitlopen
odometer-implausible =
    De kilometerteller staat { $further_km } km verder dan op { $before_at }, toen hij { $before_km } km aangaf: meer dan de { $most_km } km die een voertuig in die tijd rijdt. Kijk opnieuw en verbeter het getal, of bevestig het als het klopt.
    .title = Staat dat op de kilometerteller?
odometer-read-twice = De kilometerteller is op datzelfde moment al afgelezen. Verbeter die stand, of geef een ander moment.
reading-corrected = Deze stand is al verbeterd. Verbeter de stand die ervoor in de plaats kwam.
deadline-done = Dit is al gedaan.
vehicle-state =
    { $state ->
        [in_service] Het voertuig is in dienst.
        [out_of_service] Het voertuig is buiten dienst.
       *[disposed] Het voertuig is voorgoed weg; er kan niets meer aan worden veranderd.
    }
    .title = Het voertuig is in een andere toestand
too-many-vehicle-files = Een voertuig heeft hoogstens { $max } bestanden van die soort.

vehicle-lacks =
    Dit voertuig is niet wat gevraagd werd: { $feature ->
        [step_free] toegankelijk met een rolstoel
        [child_seat] met bevestiging voor een kinderzitje
        [zero_emission] emissievrij
        [car] een personenwagen
        [van] een bestelwagen
        [minibus] een minibus
        [electric] elektrisch
       *[other] { $feature }
    }.
too-few-seats = Er zijn { $seats } plaatsen; er rijden { $attendees } personen mee.
with-driver-only = Alleen beroepschauffeurs rijden met dit voertuig.
driver-retired = Deze persoon rijdt niet meer voor het huis.
licence-missing = Het rijbewijs heeft geen categorie voor dit voertuig.
licence-expired = Het rijbewijs was geldig tot en met { $ended_on }.
licence-never-checked = Nog niemand heeft het rijbewijs bekeken. Controleer het eerst.
licence-check-too-old = Het rijbewijs is het laatst gecontroleerd op { $checked_on }, { $age_days } dagen ervoor; hoogstens { $max_days } mogen het er zijn. Controleer het opnieuw.

emission-fuel-admitted = Toegelaten: sinds { $since_on } mag elk voertuig met deze aandrijving.
emission-norm-admitted = Toegelaten: sinds { $since_on } is minstens { $min } nodig, en dat heeft dit voertuig.
emission-norm-too-old = Niet toegelaten: sinds { $since_on } is minstens { $min } nodig.
emission-fuel-refused = Niet toegelaten: sinds { $since_on } mag geen enkel voertuig met deze aandrijving.
emission-norm-unknown = Niet bekend: sinds { $since_on } is minstens { $min } nodig, en de norm van dit voertuig is niet genoteerd.
emission-no-rule = Niet bekend: er is op { $asked_on } geen regel voor deze aandrijving.

field-vin = Een chassisnummer heeft 17 letters en cijfers, zonder I, O en Q.
field-plate = Dit is geen Belgische nummerplaat zoals 1-ABC-234. Heeft ze een andere vorm, zeg dat dan.
file-too-large = Het bestand is te groot: hoogstens { $max_megabytes } MB.
field-no-plate = Dit is geen nummerplaat: die heeft 2 tot 12 letters, cijfers en streepjes.
field-period-too-long = De periode is te lang. Kies een later begin of een vroeger einde.

# Reservations.
no-vehicle-fits = Geen enkel voertuig past.
field-single-date = Er kan maar één datum tegelijk gereserveerd worden. Reserveer elke datum apart.
vehicle-swapped = { $to } in plaats van { $from }, zodat er nog een reservatie bij kon. Het voertuig voldoet aan alles wat gevraagd was.
