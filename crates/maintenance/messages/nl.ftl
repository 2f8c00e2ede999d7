own-work = Wie het werk deed, keurt het niet zelf goed. Iemand anders moet ernaar kijken.
    .title = Niet het eigen werk
not-in-this-state = Dit kan niet zolang de melding in haar huidige toestand is.
tasks-unanswered = { $count ->
        [one] Eén verplichte taak is nog niet beantwoord.
       *[other] { $count } verplichte taken zijn nog niet beantwoord.
    }
not-an-original = Een melding kan alleen het dubbel zijn van een andere die zelf geen dubbel is.
already-struck = Deze regel is al geschrapt.
too-many-ticket-photos = Een melding heeft hoogstens { $max } foto’s.
too-many-reports = Er zijn van hier te veel meldingen verstuurd. Probeer het opnieuw over { $retry_after_s } s, of vraag het aan het onthaal.
