# Findings, reasons and problems of the booking engine. Instants and days arrive ready to be shown.

time-does-not-exist = { $start } n’existe pas : cette nuit-là, l’horloge avance d’une heure. L’heure suivante est { $next }.
time-happens-twice =
    { $start } se présente deux fois cette nuit-là. La { $chosen ->
        [second] seconde
       *[other] première
    } compte.
in-the-past = Cette heure est passée. Choisissez une heure ultérieure.
too-long = Possible : { $max_duration } au plus ; demandé : { $duration }.
too-short = Nécessaire : { $min_duration } au moins ; demandé : { $duration }.
retired = Ceci n’est plus en service. Choisissez autre chose.
buffer-too-long = La mise en place et la remise en ordre durent chacune { $max_duration } au plus.
closed-day = Fermé le { $day } ({ $name }).
outside-hours = En dehors des heures d’ouverture du { $day } ({ $open }).
too-short-notice = À réserver au moins { $min_notice_duration } à l’avance.
beyond-horizon = Réservable au plus { $horizon_days } jours à l’avance, jusqu’au { $latest }.
off-grid = Le début et la fin doivent tomber sur un multiple de { $grid_duration }.
not-for-you = Vous ne pouvez pas réserver ceci. Adressez-vous au gestionnaire.
needs-approval = Une approbation est nécessaire.
occupied = Occupé du { $from } au { $to }.
buffer-overlaps = La mise en place ou la remise en ordre chevaucherait ce qui est prévu du { $from } au { $to }.
closed = Fermé du { $from } au { $to }.
picks-share-a-unit = Deux des salles choisies ont une partie commune. Retirez-en une.
series-overlaps-itself = Cette date chevauche une autre date de la même série.
exchange-overlaps-itself = Cet échange donnerait le même lieu ou véhicule à deux réservations en même temps.
left-out = Exclu de la série.
left-the-series = La série modifiée ne comprend plus cette date.
nobody-checked-in = Personne ne s’est présenté.
was-not-there = Ce qui était réservé n’était pas là : quelqu’un d’autre l’avait encore.
nobody-decided = Personne n’a décidé à temps.
competing-request-confirmed = Une autre demande pour la même heure a été approuvée.
not-possible = La réservation n’est pas possible ainsi. Les raisons sont indiquées.
invalid = Certains champs ne peuvent être acceptés ainsi. { $reasons }
recurrence-unreadable = La répétition est incompréhensible. Écrivez une règle RFC 5545 telle que FREQ=WEEKLY;COUNT=10.
recurrence-too-frequent = Une série se répète au plus une fois par jour.
recurrence-too-long = Une série compte au plus { $max_dates } dates. Faites-la finir plus tôt.
recurrence-endless = Une série a besoin d’une fin : un nombre de dates ou un dernier jour.
recurrence-two-ends = La répétition a deux fins. Gardez soit le nombre de dates (COUNT), soit le dernier jour (UNTIL).
recurrence-unreadable-end = Le dernier jour de la répétition est illisible. Écrivez UNTIL=20261231 ou UNTIL=20261231T225959Z.
recurrence-ends-before-start = La répétition se termine avant sa première date. Choisissez un dernier jour plus tardif.
recurrence-empty = La répétition ne comporte aucune date.
# The same where a rule is one field among others.
field-recurrence-unreadable = { recurrence-unreadable }
field-recurrence-too-frequent = { recurrence-too-frequent }
field-recurrence-endless = { recurrence-endless }
field-recurrence-two-ends = { recurrence-two-ends }
field-recurrence-unreadable-end = { recurrence-unreadable-end }
field-recurrence-ends-before-start = { recurrence-ends-before-start }
field-recurrence-empty = { recurrence-empty }
field-recurrence-too-long = La répétition compte trop de dates. Faites-la finir plus tôt.
illegal-move =
    { $from ->
        [requested] Ceci attend encore un accord ; ce n’est possible qu’ensuite.
        [confirmed] C’est confirmé, mais personne ne s’est encore enregistré : enregistrez-vous d’abord.
        [in_use] C’est déjà en cours : il ne reste qu’à le prolonger ou à le terminer.
        [finished] C’est terminé : plus rien ne peut y être changé.
        [declined] Ceci n’a plus lieu : réservez à nouveau.
        [withdrawn] Ceci n’a plus lieu : réservez à nouveau.
        [expired] Ceci n’a plus lieu : réservez à nouveau.
        [cancelled] Ceci n’a plus lieu : réservez à nouveau.
        [released] Ceci n’a plus lieu : réservez à nouveau.
        [displaced] Ceci n’a plus lieu : réservez à nouveau.
       *[other] Ce n’est pas possible dans l’état actuel.
    }
in-use-now = « { $name } » est utilisé jusqu’à { $until }. Fermez autour de ce qui est réservé, attendez la fin, ou faites-le d’abord terminer.
booked-elsewhere = Cela n’est pas possible ici : seul son propre domaine le réserve, le déplace et le termine, car il connaît d’autres règles. Utilisez { $path }.
stale-preview = Quelque chose a changé depuis l’aperçu. Consultez le nouvel aperçu et confirmez à nouveau.
check-in-too-early = L’enregistrement est possible à partir de { $opens_at }.
check-in-too-late = Ceci s’est terminé à { $ended_at }.
not-started = Ceci ne commence qu’à { $starts_at }. Annulez plutôt.
nothing-to-cancel = Il n’y a plus de date à annuler.
nothing-left-to-change = Il n’y a plus rien à modifier : toutes les dates sont passées, en cours ou annulées.
search-too-large = { $bookables } salles à { $dates } dates, c’est trop pour une seule recherche. Demandez au plus { $most_dates } dates ou cherchez sur un seul site.
still-booked =
    Il reste { $count ->
        [one] une réservation
       *[other] { $count } réservations
    } à venir. Déplacez-les ou annulez-les d’abord.
bookings-in-the-way =
    { $count ->
        [one] Une réservation gêne
       *[other] { $count } réservations gênent
    }. Fermez autour d’elles ou annulez-les.
bookable-code-taken = Le code « { $taken } » existe déjà. Choisissez-en un autre.
already-decided = Quelqu’un a déjà décidé.

# Shown instead of a title that is not for everybody.
reserved = Réservé
