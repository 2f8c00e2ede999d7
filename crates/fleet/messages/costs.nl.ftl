# Ritten, energie, kosten en boetes.

trip-at-that-time =
    Het voertuig was toen op een andere rit, van { $trip_from_at } tot { $trip_to_at }. Kies andere tijden, of verbeter eerst die rit.
    .title = Een andere rit op dat ogenblik
trip-over-those-km =
    Die kilometers staan al op een andere rit, van { $km_out } tot { $km_in } km. Verbeter de kilometerstand, of eerst die rit.
    .title = Kilometers van een andere rit
field-less-than-out = De kilometerstand kan bij terugkeer niet lager zijn dan bij vertrek.
field-trip-too-long = Een rit duurt hoogstens 60 dagen.
