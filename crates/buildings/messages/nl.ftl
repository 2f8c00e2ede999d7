code-taken = De code ‘{ $taken }’ is al in gebruik.
    .title = Deze code is al in gebruik
place-in-use = Hier kan nog worden gereserveerd: { $rooms }. Neem die eerst uit gebruik.
    .title = Nog in gebruik
