place-in-use = On peut encore réserver ici : { $rooms }. Retirez-les d'abord du service.
    .title = Encore en service
