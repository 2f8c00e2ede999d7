invalid-fields = Sommige velden kunnen zo niet worden aanvaard. { $reasons }
taken = Dit is al in gebruik.
last-admin = Dit is de laatste persoon die het hele systeem mag beheren. Maak eerst iemand anders beheerder.
person-inactive = Deze persoon is niet meer actief.
sign-in-failed = Gebruikersnaam of wachtwoord klopt niet.
    .title = Aanmelden mislukt
sign-in-throttled = Te veel mislukte pogingen. Probeer opnieuw over { $retry_after_s } s.
