invalid-fields = Einige Felder können so nicht angenommen werden. { $reasons }
taken = Das ist schon vergeben.
last-admin = Das ist die letzte Person, die das ganze System verwalten darf. Machen Sie zuerst jemand anderen zum Administrator.
person-inactive = Diese Person ist nicht mehr aktiv.
sign-in-failed = Anmeldename oder Passwort stimmt nicht.
    .title = Anmeldung fehlgeschlagen
sign-in-throttled = Zu viele Fehlversuche. Versuchen Sie es in { $retry_after_s } s wieder.
