# Ritten: wie rijdt, waarom niemand kan, en wat geweigerd wordt. De codes staan in `model/ride/choose`.
ride-driver-asked = U vroeg { $name } als chauffeur.
ride-only-driver = { $name } rijdt: geen andere chauffeur kan.
ride-drives-least =
    { $name } rijdt: van { $others ->
        [one] de twee chauffeurs die kunnen
       *[other] de chauffeurs die kunnen
    } wie in deze dagen het minst rijdt.
ride-licence =
    { $drivers ->
        [one] Eén chauffeur heeft
       *[other] { $drivers } chauffeurs hebben
    } die dag geen geldig rijbewijs voor zo’n voertuig.
ride-licence-unchecked =
    { $drivers ->
        [one] Het rijbewijs van één chauffeur werd
       *[other] Het rijbewijs van { $drivers } chauffeurs werd
    } niet of te lang geleden gecontroleerd. Controleer het eerst.
ride-driver-taken =
    { $drivers ->
        [one] Eén chauffeur rijdt
       *[other] { $drivers } chauffeurs rijden
    } tussen { $from } en { $to } iets anders.
ride-driver-away =
    { $drivers ->
        [one] Eén chauffeur is
       *[other] { $drivers } chauffeurs zijn
    } tussen { $from } en { $to } afwezig.
ride-rest =
    { $drivers ->
        [one] Eén chauffeur zou
       *[other] { $drivers } chauffeurs zouden
    } ervoor of erna minder dan { $hours } uur rust hebben.
ride-duty-too-long =
    { $drivers ->
        [one] Eén chauffeur zou
       *[other] { $drivers } chauffeurs zouden
    } die dag langer dan { $hours } uur dienst hebben.
ride-other-driver-asked =
    { $drivers ->
        [one] Eén andere chauffeur komt
       *[other] { $drivers } andere chauffeurs komen
    } niet in aanmerking omdat u een bepaalde vroeg.
ride-no-driver-here = Bij deze locatie hoort geen beroepschauffeur.

no-driver-fits = Geen enkele chauffeur kan deze rit rijden.
driver-does-not-fit = Deze chauffeur kan de rit niet rijden. Kies een andere.
ride-not-yet = Een chauffeur vertrekt op zijn vroegst op { $from }.
ride-not-confirmed = De reservering is nog niet goedgekeurd, dus niemand rijdt ze.
vehicle-under-way =
    Het voertuig { $vehicle_code } is onderweg met { $driver_name }, sinds { $since }. Beëindig eerst die rit, of geef deze reservatie een ander voertuig.
    .title = Het voertuig is onderweg
driver-under-way =
    { $driver_name } is onderweg met { $vehicle_code }, sinds { $since }. Beëindig eerst die rit, of geef deze aan een andere chauffeur.
    .title = De chauffeur is onderweg
driver-promised-before =
    De chauffeur heeft iets anders van { $from } tot { $until }{ $host_name ->
        [null] {""}
       *[other] , voor { $host_name }
    }. Vertrek wanneer dat voorbij is, of geef een van beide aan een andere chauffeur.
    .title = De chauffeur is tot dan bezet
driver-promised-after =
    De chauffeur heeft iets anders van { $from } tot { $until }{ $host_name ->
        [null] {""}
       *[other] , voor { $host_name }
    }. Wees tegen dan terug, of vraag de balie om die rit eerst aan een andere chauffeur te geven.
    .title = Niet zo lang
ride-under-way =
    De chauffeur is onderweg, dus dit kan niet meer geannuleerd worden. Bel de chauffeur of de balie: zij beëindigen de rit, en de kilometers tellen mee.
    .title = De chauffeur is onderweg
field-not-a-chauffeur = “{ $field }” is geen beroepschauffeur: alleen hun tijd wordt ingepland.
field-absence-too-long = Niemand is langer dan twee jaar afwezig. Geef een vroeger einde, of zeg dat zij niet meer rijden.
field-only-with-driver = Een chauffeur kan alleen gekozen worden voor een rit met een chauffeur van het huis.
field-less-than-start = De kilometerteller staat lager dan bij het vertrek.
field-more-than-driven = Dat zijn meer kilometers dan er gereden werden.

# `illegal_move` of rides and reservations: in which state it is, and the way on.
ride-illegal-move =
    { $from ->
        [planned] Deze rit wacht op een chauffeur. Geef ze eerst aan iemand.
        [assigned] De chauffeur heeft nog niet gezegd of hij of zij rijdt. Aanvaard de rit eerst, of weiger ze.
        [accepted] De chauffeur heeft deze rit aanvaard en is nog niet vertrokken. Vertrek nu, of weiger ze.
        [on_the_way] De chauffeur is onderweg. Nu stappen de passagiers in, of de rit wordt afgesloten.
        [on_board] De passagiers zitten in het voertuig. Alleen afsluiten kan nog.
        [done] Deze rit is voorbij; er kan niets meer mee. Een verkeerde kilometerstand verbetert u bij het voertuig.
       *[cancelled] De reservatie van deze rit is geannuleerd: niemand hoeft te rijden. Reserveer opnieuw als er nog een rit nodig is.
    }
    .title = Nu niet mogelijk
reservation-illegal-move =
    { $from ->
        [requested] Deze reservatie wacht op goedkeuring en haar tijd is begonnen. Vraag het aan wie goedkeurt, of annuleer ze.
        [confirmed] Deze reservatie is begonnen. Alleen het einde kan nog later worden, zolang niemand anders het voertuig heeft.
        [in_use] Deze reservatie is begonnen. Alleen het einde kan nog later worden, zolang niemand anders het voertuig heeft.
        [finished] Deze reservatie is voorbij. Reserveer opnieuw.
        [released] Niemand haalde het voertuig op tijd op; het werd vrijgegeven. Reserveer opnieuw.
       *[other] Deze reservatie is afgezegd. Reserveer opnieuw.
    }
    .title = Nu niet mogelijk
