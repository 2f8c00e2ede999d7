code-taken = Der Code „{ $taken }“ ist schon vergeben.
    .title = Dieser Code ist vergeben
place-in-use = Hier kann noch gebucht werden: { $rooms }. Nehmen Sie das zuerst außer Dienst.
    .title = Noch in Benutzung
