feature-missing =
    Hier fehlt: { $feature ->
        [catering_possible] Bewirtung möglich
        [daylight] Tageslicht
        [display_screen] Bildschirm
        [flip_chart] Flipchart
        [hybrid_camera] Kamera für hybride Sitzungen
        [induction_loop] Induktionsschleife
        [interpreter_booths] Dolmetscherkabinen
        [microphones] Mikrofone
        [press_wall] Pressewand
        [projector] Projektor
        [recording] Aufzeichnung
        [step_free] Stufenfrei
        [videoconference] Videokonferenz
        [whiteboard] Whiteboard
       *[other] { $feature }
    }.
too-small = Es passen höchstens { $capacity } Personen hinein; erwartet werden { $attendees }.
layout-unknown = Dieser Raum hat diese Anordnung nicht. Wählen Sie eine seiner eigenen.
layout-retired = Diese Anordnung wird nicht mehr angeboten; die Buchung behält sie.
last-layout = Ein Raum behält mindestens eine Anordnung. Fügen Sie zuerst eine andere hinzu.
default-layout = Das ist die Standardanordnung. Machen Sie zuerst eine andere zum Standard.
too-many-photos = Ein Raum hat höchstens { $max } Fotos. Entfernen Sie zuerst eines.
