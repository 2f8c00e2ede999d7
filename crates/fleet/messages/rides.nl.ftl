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
ride-not-yet = Een chauffeur vertrekt ten vroegste om { $from }.
ride-not-confirmed = De reservering is nog niet goedgekeurd, dus niemand rijdt ze.
field-only-with-driver = Een chauffeur kan alleen gekozen worden voor een rit met een chauffeur van het huis.
field-less-than-start = De kilometerteller staat lager dan bij het vertrek.
