feature-missing =
    This room lacks: { $feature ->
        [catering_possible] catering possible
        [daylight] daylight
        [display_screen] display screen
        [flip_chart] flip chart
        [hybrid_camera] camera for hybrid meetings
        [induction_loop] induction loop
        [interpreter_booths] interpreter booths
        [microphones] microphones
        [press_wall] press wall
        [projector] projector
        [recording] recording
        [step_free] step-free
        [videoconference] videoconference
        [whiteboard] whiteboard
       *[other] { $feature }
    }.
too-small = At most { $capacity } people fit in; { $attendees } are expected.
layout-unknown = This room does not have that layout. Choose one of its own.
layout-retired = This layout is no longer offered; the booking keeps it.
last-layout = A room keeps at least one layout. Add another one first.
default-layout = This is the default layout. Make another one the default first.
too-many-photos = A room has at most { $max } photos. Remove one first.
