status-400 = La demande est mal formée
status-401 = Vous n’êtes pas connecté
status-403 = Vous ne pouvez pas faire cela
status-404 = Introuvable
status-405 = Cette méthode n’est pas possible ici
status-409 = Cela se heurte à ce qui existe déjà
status-412 = Quelqu’un d’autre a modifié ceci
status-413 = Trop volumineux
status-415 = Ce type de contenu n’est pas accepté
status-422 = Une règle s’y oppose
status-428 = La version manque
status-429 = Trop de demandes
status-500 = Une erreur s’est produite chez nous
status-503 = Momentanément indisponible

not-signed-in = Connectez-vous d’abord.
forbidden = Vous n’avez pas ici le droit « { $permission } ».
not-found = Il n’y a rien ici, ou rien que vous puissiez voir.
no-such-path = L’API ne connaît pas ce chemin.
method-not-allowed = Ce chemin n’accepte pas cette méthode.
malformed = La demande est incompréhensible.
malformed-json = Ceci n’est pas du JSON valide (ligne { $line }, colonne { $column }).
unknown-field = Il n’y a pas de champ « { $field } ».
missing-field = Le champ « { $field } » manque.
invalid-value = Le champ « { $field } » contient une valeur impossible (ligne { $line }, colonne { $column }). { wanted }
unknown-parameter = Il n’y a pas de paramètre « { $field } » ici.
missing-parameter = Le paramètre « { $field } » manque.
invalid-parameter = Le paramètre « { $field } » contient une valeur impossible. { wanted }
# What a value should have been, for “invalid-value” and “invalid-parameter”.
wanted =
    { $expected ->
        [one_of] « { $given } » n’est pas connu ici ; valeurs possibles : { $allowed }.
        [text] Un texte est attendu.
        [count] Un nombre entier à partir de 0 est attendu.
        [number] Un nombre est attendu.
        [yes_no] C’est true ou false.
        [list] Une liste est attendue.
        [object] Un objet avec ses champs est attendu.
        [id] Un identifiant tel que l’API les donne est attendu.
        [date] Un jour s’écrit comme 2026-12-01.
        [instant] Un instant s’écrit avec son décalage, comme 2026-12-01T14:00:00+01:00.
        [wall_time] Une heure d’horloge s’écrit comme 2026-12-01T14:00.
        [time_of_day] Une heure de la journée s’écrit comme 08:00.
        [zone] Un fuseau horaire se nomme comme Europe/Brussels.
        [once] Il ne peut être donné qu’une fois.
        [not_both] Il ne peut accompagner « place » : donnez l’un des deux.
       *[something_else] Voyez la documentation de l’API.
    }
one-parameter-of = Indiquez exactement un de ces paramètres : { $fields }.
limit-out-of-range = Une page compte entre 1 et { $max } éléments.
bad-cursor = Ce curseur n’appartient pas à cette liste. Recommencez sans curseur.
body-cut-off = Le contenu de la demande n’est pas arrivé en entier.
too-large = Le contenu de la demande est trop volumineux.
unsupported-media-type = Ce type de contenu n’est pas accepté ici. Envoyez { $expected }.
code-taken = Le code « { $taken } » est déjà utilisé.
    .title = Ce code est déjà utilisé
stale = Quelqu’un d’autre a modifié ceci depuis que vous l’avez ouvert. Rechargez et refaites votre modification.
if-match-invalid = « If-Match » attend l’« ETag » de ce que vous avez vu, tel que "v3", ou * pour toute version.
    .title = « If-Match » est illisible
version-needed = Indiquez dans « If-Match » la version que vous avez vue.
idempotency-key-invalid = Une clé d’idempotence compte de 1 à { $max } caractères ASCII visibles.
idempotency-key-reused = Cette clé d’idempotence a servi pour une autre demande.
idempotency-in-progress = La même demande est en cours de traitement.
shown-once = Ceci a déjà été fait. La réponse contenait un secret, qui n’est montré qu’une fois.
too-many-requests = Vous envoyez trop de demandes. Réessayez dans { $retry_after_s } s.
foreign-origin = Cette demande vient d’un autre site.
origin-missing = Une demande munie d’un cookie de session doit dire de quelle page elle vient (« Origin »).
timeout = Cela a pris trop de temps et a été abandonné. Rien n’a été modifié.
internal = Une erreur s’est produite chez nous. Elle a été notée ; donnez le numéro de la demande si vous la signalez.
not-free = Ce n’est plus libre.
already-exists = Cela existe déjà.
reference-missing = Un élément auquel ceci renvoie n’existe pas, ou un élément renvoie encore à ceci.
constraint = Les données enfreignent une règle de la base de données.
busy = D’autres modifient la même chose. Réessayez dans un instant.
database-away = La base de données est injoignable. Réessayez dans un instant.
storage-full = Rien ne peut être enregistré pour le moment : le disque est plein ou protégé.

# Ce qui ne va pas avec un champ : « field- » et son code.
field-required = « { $field } » est nécessaire.
field-missing = « { $field } » manque.
field-unknown = « { $field } » désigne quelque chose d’inconnu ici.
field-invalid = « { $field } » contient une valeur impossible.
field-too-long = « { $field } » est trop long.
field-too-short = « { $field } » est trop court.
field-too-many = « { $field } » en compte trop.
field-too-few = « { $field } » n’en compte pas assez.
field-too-deep = « { $field } » est trop profond dans l’arborescence.
field-too-easy = « { $field } » est trop facile à deviner.
field-taken = « { $field } » est déjà utilisé.
field-repeated = « { $field } » désigne plusieurs fois la même chose.
field-twice = « { $field } » désigne plusieurs fois la même chose.
field-retired = « { $field } » désigne quelque chose qui n’est plus en service.
field-out-of-range = « { $field } » vaut { $value } ; la valeur doit être comprise entre { $min } et { $max }.
field-uneven-grid = « { $field } » vaut { $value } ; la valeur doit diviser un jour en parts égales, comme 5, 10, 15, 30 ou 60.
field-implausible-year = « { $field } » tombe dans une année où rien n’est planifié. Vérifiez la date.
field-in-the-past = « { $field } » est dans le passé.
field-before-start = La fin (« { $field } ») doit être après le début.
field-whole-minutes = Des minutes entières seulement : « { $field } » a des secondes. Omettez-les.
field-time-does-not-exist = « { $field } » n’existe pas : l’horloge avance cette nuit-là.
field-control-character = « { $field } » contient des caractères de contrôle invisibles. Retapez le texte.
field-not-for-this-kind = « { $field } » ne convient pas à ce type.
field-other-site = « { $field } » se trouve sur un autre site.
field-several-sites = « { $field } » se trouve sur plusieurs sites.
field-only-for-all = « { $field } » ne peut être modifié que pour toutes les dates de la série.
field-one-of = « { $field } » doit être seul.
field-cycle = « { $field } » en ferait une partie d’elle-même.
field-after-end = « { $field } » est après la fin.
field-in-the-future = « { $field } » est dans le futur.
field-without-plan = L’étage n’a pas encore de plan. Chargez-en un d’abord.
field-without-floor = « { $field } » ne se trouve à aucun étage.
field-one-ring = « { $field } » doit être un seul contour sans trous.
field-too-few-points = « { $field } » a trop peu de points.
field-too-many-points = « { $field } » a trop de points.
field-not-closed = « { $field } » doit finir là où il commence.
field-crosses-itself = « { $field } » se croise lui-même.
field-outside-plan = « { $field } » dépasse du plan.
field-no-area = « { $field } » n’entoure rien.
field-not-a-technician = « { $field } » n’y travaille pas sur des tickets.
field-inactive = « { $field } » n’est plus actif.
field-not-in-the-closure = « { $field } » désigne une réservation qui n’est pas dans cette fermeture.
field-into-the-closure = « { $field } » désigne une salle elle-même fermée.
field-other-kind = « { $field } » désigne quelque chose d’un autre genre.
field-differs = « { $field } » ne peut pas être modifié.

# What is wrong with a file that is read row by row.
field-cell-count = Cette ligne a plus ou moins de cellules que l’en-tête.
field-unknown-column = La colonne « { $field } » n’est pas connue ici. Enlevez-la, ou vérifiez son nom.
field-missing-column = La colonne « { $field } » manque.
field-repeated-column = La colonne « { $field } » s’y trouve plus d’une fois.
field-not-utf8 = « { $field } » n’est pas en UTF-8. Enregistrez le fichier en CSV UTF-8.
field-too-many-rows = Le fichier a trop de lignes ; la suite n’est pas lue.
field-unreadable = Le fichier ne peut pas être lu.
field-empty = Le fichier est vide.
field-too-large = Le fichier est trop volumineux.
