# Trips, energy, costs and fines.

trip-at-that-time =
    The vehicle was on another trip then, from { $trip_from_at } to { $trip_to_at }. Choose other times, or correct that trip first.
    .title = Another trip at that time
trip-over-those-km =
    Those kilometres are on another trip already, from { $km_out } to { $km_in } km. Correct the odometer, or that trip first.
    .title = Kilometres of another trip
field-less-than-out = The odometer cannot show less on return than on leaving.
field-trip-too-long = A trip lasts at most 60 days.
