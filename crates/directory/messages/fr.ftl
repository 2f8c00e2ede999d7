invalid-fields = Certains champs ne peuvent être acceptés ainsi. { $reasons }
taken = Ceci est déjà utilisé.
last-admin = C’est la dernière personne qui peut gérer tout le système. Nommez d’abord un autre administrateur.
person-inactive = Cette personne n’est plus active.
sign-in-failed = L’identifiant ou le mot de passe n’est pas correct.
    .title = Échec de la connexion
sign-in-throttled = Trop de tentatives échouées. Réessayez dans { $retry_after_s } s.
