code-taken = Le code « { $taken } » est déjà utilisé.
    .title = Ce code est déjà utilisé
place-in-use = On peut encore réserver ici : { $rooms }. Retirez-les d'abord du service.
    .title = Encore en service
