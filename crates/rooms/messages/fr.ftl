feature-missing =
    Il manque à cette salle : { $feature ->
        [catering_possible] restauration possible
        [daylight] lumière du jour
        [display_screen] écran
        [flip_chart] tableau à feuilles
        [hybrid_camera] caméra pour réunions hybrides
        [induction_loop] boucle à induction
        [interpreter_booths] cabines d'interprétation
        [microphones] microphones
        [press_wall] mur de presse
        [projector] projecteur
        [recording] enregistrement
        [step_free] sans marches
        [videoconference] visioconférence
        [whiteboard] tableau blanc
       *[other] { $feature }
    }.
too-small = { $capacity } personnes au plus peuvent y prendre place ; { $attendees } sont attendues.
layout-unknown = Cette salle n’a pas cette disposition. Choisissez-en une des siennes.
layout-retired = Cette disposition n’est plus proposée ; la réservation la garde.
last-layout = Une salle garde au moins une disposition. Ajoutez-en d’abord une autre.
default-layout = C’est la disposition par défaut. Choisissez-en d’abord une autre par défaut.
too-many-photos = Une salle a au plus { $max } photos. Supprimez-en d’abord une.
