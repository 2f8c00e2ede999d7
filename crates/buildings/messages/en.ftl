place-in-use = These can still be booked here: { $rooms }. Retire them first.
    .title = Still in use
