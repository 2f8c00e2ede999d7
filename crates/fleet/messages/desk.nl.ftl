# De balie van het wagenpark: sleutels afgeven, terugnemen, schade.

vehicle-promised-before =
    { $host_name ->
        [null] Iemand anders
       *[other] { $host_name }
    } heeft dit voertuig van { $from } tot { $until }. Geef die eerst een ander voertuig, of geef ze vrij.
    .title = Iemand anders heeft het eerst
vehicle-promised-after =
    { $host_name ->
        [null] Iemand anders
       *[other] { $host_name }
    } heeft dit voertuig van { $from } tot { $until }. Breng het tegen dan terug, of vraag de balie om die reservatie eerst een ander voertuig te geven.
    .title = Niet zo lang

vehicle-still-out =
    Het voertuig is nog onderweg, sinds { $out_since }. Neem het eerst terug, of geef deze reservatie een ander voertuig.
    .title = Het voertuig is nog niet terug
driver-has-keys =
    { $driver_name } heeft { $vehicle_code } nog, sinds { $since }. Neem dat voertuig eerst terug, of noteer wie anders met dit voertuig rijdt.
    .title = De bestuurder heeft een ander voertuig
ride-not-at-desk =
    Hier rijdt een chauffeur van het huis: de chauffeur vertrekt op de pagina met ritten.
    .title = Niet aan de balie
not-at-this-stage =
    { $stage ->
        [requested] Deze reservatie is nog niet goedgekeurd. Iemand moet ze goedkeuren voor de sleutels meegaan.
        [to_hand_out] Het voertuig is nog niet afgegeven. Geef het eerst af, of geef de reservatie vrij zodra ze begonnen is.
        [out] Het voertuig is afgegeven. Neem het terug als het er is, of maak de afgifte ongedaan als ze een vergissing was.
        [overdue] Het voertuig is onderweg en had terug moeten zijn. Neem het terug als het er is, of bel wie het heeft.
        [back] Het voertuig is al terug. Wat verkeerd genoteerd is, kan hier verbeterd worden.
        [no_show] Niemand haalde de sleutels op; de reservatie werd vrijgegeven. Reserveer opnieuw als er nog een voertuig nodig is.
        [not_there] Het voertuig was nog bij iemand anders, zodat van de reservatie niets kwam. Reserveer opnieuw als er nog een voertuig nodig is.
       *[gone] Deze reservatie is voorbij of geannuleerd. Reserveer opnieuw als er nog een voertuig nodig is.
    }
    .title = Nu niet mogelijk
may-not-drive =
    Deze persoon mag dit voertuig vandaag niet besturen. Kijk nu het rijbewijs na en noteer wat erop staat, of kies wie anders rijdt.
    .title = Mag niet rijden
no-replacement =
    { $count ->
        [0] Geen enkele reservatie moet verhuizen.
        [one] Voor één reservatie is er geen ander voertuig. Verhuis de andere één voor één en bel de persoon op.
       *[other] Voor { $count } reservaties is er geen ander voertuig. Verhuis de andere één voor één en bel de mensen op.
    }
    .title = Geen ander voertuig
damage-repaired = Deze schade is al hersteld.
vehicle-replaced = { $to } in plaats van { $from }, dat er niet is. Het voertuig heeft alles wat gevraagd werd.
