own-work = Wer die Arbeit getan hat, prüft sie nicht selbst. Jemand anders muss sie ansehen.
    .title = Nicht die eigene Arbeit
not-in-this-state = Das geht nicht, solange die Meldung in ihrem jetzigen Zustand ist.
tasks-unanswered = { $count ->
        [one] Eine Pflichtaufgabe ist noch nicht beantwortet.
       *[other] { $count } Pflichtaufgaben sind noch nicht beantwortet.
    }
not-an-original = Eine Meldung kann nur das Duplikat einer anderen sein, die selbst keines ist.
already-struck = Dieser Eintrag ist bereits gestrichen.
too-many-ticket-photos = Eine Meldung hat höchstens { $max } Fotos.
too-many-reports = Von hier wurden zu viele Meldungen geschickt. Versuchen Sie es in { $retry_after_s } s wieder, oder fragen Sie am Empfang.
