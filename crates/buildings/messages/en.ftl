code-taken = The code “{ $taken }” belongs to another one already.
    .title = This code is taken
place-in-use = These can still be booked here: { $rooms }. Retire them first.
    .title = Still in use
