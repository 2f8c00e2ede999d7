own-work = Qui a fait le travail ne le vérifie pas. Une autre personne doit y jeter un œil.
    .title = Pas son propre travail
not-in-this-state = Ce n’est pas possible tant que le ticket est dans son état actuel.
tasks-unanswered = { $count ->
        [one] Une tâche obligatoire n’a pas encore de réponse.
       *[other] { $count } tâches obligatoires n’ont pas encore de réponse.
    }
not-an-original = Un ticket ne peut être le doublon que d’un autre qui n’est pas lui-même un doublon.
already-struck = Cette ligne est déjà biffée.
too-many-ticket-photos = Un ticket a au plus { $max } photos.
too-many-reports = Trop de signalements ont été envoyés d’ici. Réessayez dans { $retry_after_s } s ou adressez-vous à l’accueil.
