place-in-use = Hier kan nog worden gereserveerd: { $rooms }. Neem die eerst uit gebruik.
    .title = Nog in gebruik
