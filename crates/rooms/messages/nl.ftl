feature-missing =
    Deze zaal heeft niet: { $feature ->
        [catering_possible] catering mogelijk
        [daylight] daglicht
        [display_screen] scherm
        [flip_chart] flip-over
        [hybrid_camera] camera voor hybride vergaderen
        [induction_loop] ringleiding
        [interpreter_booths] tolkencabines
        [microphones] microfoons
        [press_wall] perswand
        [projector] projector
        [recording] opname
        [step_free] drempelvrij
        [videoconference] videovergadering
        [whiteboard] Whiteboard
       *[other] { $feature }
    }.
too-small = Er is plaats voor hoogstens { $capacity } personen; er worden er { $attendees } verwacht.
layout-unknown = Deze zaal heeft die opstelling niet. Kies een van haar eigen opstellingen.
layout-retired = Deze opstelling wordt niet meer aangeboden; de reservatie behoudt ze.
last-layout = Een zaal houdt ten minste één opstelling. Voeg eerst een andere toe.
default-layout = Dit is de standaardopstelling. Maak eerst een andere de standaard.
too-many-photos = Een zaal heeft hoogstens { $max } foto’s. Verwijder er eerst een.
