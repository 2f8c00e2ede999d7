place-in-use = Hier kann noch gebucht werden: { $rooms }. Nehmen Sie das zuerst außer Dienst.
    .title = Noch in Benutzung
