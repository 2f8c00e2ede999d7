# Waarom een voertuig gekozen werd, waarom er geen is, en wat zou helpen. De tabel staat in `model/assign`.
assign-what-is-due =
    { $kind ->
        [inspection] technische keuring
        [insurance] verzekering
        [tyres] banden
        [lease_end] einde van de leasing
        [service] onderhoud
       *[other] andere termijn
    }
assign-asked-by-name = U hebt dit voertuig gevraagd.
assign-only-car-that-fits = Het is het enige vrije voertuig dat past.
assign-smallest-that-fits = Het is het kleinste dat past: { $seats } plaatsen voor { $needed }.
assign-larger-than-needed =
    Het heeft { $seats } plaatsen voor { $needed }. { $smaller ->
        [one] Een ander vrij voertuig heeft
       *[other] { $smaller } andere vrije voertuigen hebben
    } minder plaatsen, maar andere redenen pleiten daartegen.
assign-charge-covers = De batterij reikt dan { $charge_km } km ver; de rit vraagt { $distance_km } km.
assign-keeps-step-free =
    { $cars ->
        [one] Een toegankelijk voertuig blijft
       *[other] { $cars } toegankelijke voertuigen blijven
    } vrij voor wie het nodig heeft.
assign-keeps-large-boot =
    { $cars ->
        [one] Een voertuig met veel laadruimte blijft
       *[other] { $cars } voertuigen met veel laadruimte blijven
    } vrij voor wie veel meeneemt.
assign-keeps-for-groups =
    { $cars ->
        [one] Een voertuig met veel plaatsen blijft
       *[other] { $cars } voertuigen met veel plaatsen blijven
    } vrij voor groepen.
assign-keeps-child-seats =
    { $cars ->
        [one] Een voertuig waarin kinderzitjes passen, blijft
       *[other] { $cars } voertuigen waarin kinderzitjes passen, blijven
    } vrij voor wie met kinderen rijdt.
assign-leaves-due =
    { $cars ->
        [one] Een voertuig blijft
       *[other] { $cars } voertuigen blijven
    } terzijde omdat er voor het einde van deze rit nog iets voor in orde moet komen.
assign-due-meanwhile = Voor het einde van deze rit moet er voor dit voertuig nog iets in orde komen: { assign-what-is-due }, uiterlijk op { $due_on }. Lukt dat niet op tijd, dan zoekt de balie een ander.
assign-keeps-long-range =
    { $cars ->
        [one] Een voertuig dat verder rijdt, blijft
       *[other] { $cars } voertuigen die verder rijden, blijven
    } vrij voor langere ritten.
assign-used-less =
    Met { $km } km dit jaar is er minder mee gereden dan met { $than ->
        [one] een ander dat ook past
       *[other] { $than } andere die ook passen
    }.
assign-within-lease = Het leasecontract laat na deze rit nog { $left_km } km toe.
assign-over-lease = Met deze rit gaat het { $over_km } km boven het leasecontract; geen voertuig binnen zijn contract past.
assign-after-swaps =
    { $moves ->
        [one] Eén andere reservatie krijgt
       *[other] { $moves } andere reservaties krijgen
    } een ander voertuig dat ook past, zodat u dit kunt hebben.

assign-other-car-asked =
    { $cars ->
        [one] Eén ander voertuig blijft
       *[other] { $cars } andere voertuigen blijven
    } buiten beschouwing omdat u een bepaald voertuig vroeg.
assign-too-few-seats =
    { $cars ->
        [one] Eén voertuig heeft
       *[other] { $cars } voertuigen hebben
    } minder dan { $needed } plaatsen.
assign-too-little-luggage =
    { $cars ->
        [one] Eén voertuig heeft
       *[other] { $cars } voertuigen hebben
    } een kofferruimte van minder dan { $needed_l } liter.
assign-too-few-child-seats =
    { $cars ->
        [one] In één voertuig passen
       *[other] In { $cars } voertuigen passen
    } minder dan { $needed ->
        [one] één kinderzitje
       *[other] { $needed } kinderzitjes
    }.
assign-not-step-free =
    { $cars ->
        [one] Eén voertuig is
       *[other] { $cars } voertuigen zijn
    } niet drempelvrij toegankelijk.
assign-not-with-driver =
    { $cars ->
        [one] Met één voertuig rijden
       *[other] Met { $cars } voertuigen rijden
    } de chauffeurs van het huis niet.
assign-only-with-driver =
    { $cars ->
        [one] Met één voertuig rijden
       *[other] Met { $cars } voertuigen rijden
    } alleen de chauffeurs van het huis.
assign-not-drivable =
    { $cars ->
        [one] Voor één voertuig
       *[other] Voor { $cars } voertuigen
    } is er dan geen chauffeur met het rijbewijs vrij.
assign-zone-refused =
    { $cars ->
        [one] Eén voertuig mag
       *[other] { $cars } voertuigen mogen
    } die dag de zone { $zone } niet in.
assign-zone-rule-unknown =
    Van { $cars ->
        [one] één voertuig weet niemand of het
       *[other] { $cars } voertuigen weet niemand of ze
    } die dag de zone { $zone } in mag: er staat geen regel voor die brandstof genoteerd. Vraag het aan het wagenparkbeheer.
assign-zone-norm-unknown =
    Van { $cars ->
        [one] één voertuig weet niemand of het
       *[other] { $cars } voertuigen weet niemand of ze
    } die dag de zone { $zone } in mag: de euronorm staat niet genoteerd. Vraag het aan het wagenparkbeheer.
assign-due =
    { $cars ->
        [one] Eén voertuig wordt
       *[other] { $cars } voertuigen worden
    } voor die tijd niet beloofd omdat er eerst iets in orde moet komen: { assign-what-is-due }, { $cars ->
        [one] uiterlijk
       *[other] het eerst
    } op { $due_on }.
assign-due-km =
    Met deze rit zou { $cars ->
        [one] één voertuig
       *[other] elk van { $cars } voertuigen
    } verder rijden dan { $due_km } km, waarbij er eerst iets in orde moet komen: { assign-what-is-due }.
assign-range-unknown =
    { $cars ->
        [one] Voor één voertuig noteerde niemand hoever het met een volle batterij komt.
       *[other] Voor { $cars } voertuigen noteerde niemand hoever ze met een volle batterij komen.
    }
assign-range-too-short =
    { $cars ->
        [one] Eén voertuig haalt
       *[other] { $cars } voertuigen halen
    } ook met een volle batterij geen { $needed_km } km (met de reserve).
assign-not-charged-in-time =
    { $cars ->
        [one] Eén voertuig is
       *[other] { $cars } voertuigen zijn
    } tegen dan niet genoeg geladen voor { $needed_km } km (met de reserve), of een latere rit zou zonder lading vallen.
assign-blocked =
    { $cars ->
        [one] Eén voertuig is
       *[other] { $cars } voertuigen zijn
    } tussen { $from } en { $to } in onderhoud of weerhouden.
assign-taken =
    { $cars ->
        [one] Eén voertuig is
       *[other] { $cars } voertuigen zijn
    } tussen { $from } en { $to } bezet, en die reservaties kunnen niet allemaal een ander krijgen.
assign-promised-without-car =
    { $trips ->
        [one] Eén eerdere reservatie wacht
       *[other] { $trips } eerdere reservaties wachten
    } nog op een voertuig.

assign-too-many-moves =
    Daarvoor zouden { $moves ->
        [one] één reservatie
       *[other] { $moves } reservaties
    } een ander voertuig moeten krijgen; zonder de dienst worden er hoogstens { $most } verplaatst. Vraag het aan de dienst.

assign-keeps-its-vehicle = Deze reservatie behoudt haar voertuig.

assign-gave-up = Het zoeken werd gestopt voor elke schikking geprobeerd was. De dienst vindt er misschien nog een.

assign-way-earlier = Het kan van { $from } tot { $to }.
assign-way-later = Het kan van { $from } tot { $to }.
assign-way-any-car = Het kan met een ander voertuig: laat er een voor u kiezen.
assign-way-any-driver = Het kan met een andere chauffeur: laat er een voor u kiezen.
assign-way-fewer-people =
    { $people ->
        [one] Het kan voor één persoon.
       *[other] Het kan voor hoogstens { $people } personen.
    }
assign-way-less-luggage = Het kan met hoogstens { $luggage_l } liter bagage.
assign-way-fewer-child-seats =
    { $child_seats ->
        [0] Het kan zonder kinderzitjes.
        [one] Het kan met één kinderzitje.
       *[other] Het kan met { $child_seats } kinderzitjes.
    }
assign-way-shorter-trip = Het kan voor hoogstens { $distance_km } km.
assign-way-outside-zones = Het kan als u buiten de zones blijft.
assign-way-without-step-free = Het kan met een voertuig dat niet drempelvrij is.
assign-way-with-driver = Het kan met een chauffeur van het huis.
assign-way-without-driver = Het kan als u zelf rijdt.

# Waarom een reservatie haar voertuig niet kan houden.
threat-due = Tegen dan moet er iets in orde komen: { assign-what-is-due }, uiterlijk op { $due_on }.
threat-due-km = Met wat er gepland is, rijdt het verder dan { $due_km } km, waarbij er iets in orde moet komen: { assign-what-is-due }.
threat-too-few-seats = Het heeft minder dan de { $needed } plaatsen die nodig zijn.
threat-too-little-luggage = De kofferruimte is kleiner dan de { $needed_l } liter die nodig is.
threat-too-few-child-seats =
    Er passen minder kinderzitjes in dan { $needed ->
        [one] het ene dat nodig is
       *[other] de { $needed } die nodig zijn
    }.
threat-not-step-free = Het is niet drempelvrij toegankelijk.
threat-not-with-driver = De chauffeurs van het huis rijden er niet mee.
threat-only-with-driver = Alleen de chauffeurs van het huis rijden ermee.
threat-not-drivable = De chauffeur heeft er het rijbewijs niet voor.
threat-zone-refused = Het mag die dag de zone { $zone } niet in.
threat-zone-rule-unknown = Niemand weet of het die dag de zone { $zone } in mag: er staat geen regel voor die brandstof genoteerd.
threat-zone-norm-unknown = Niemand weet of het die dag de zone { $zone } in mag: de euronorm staat niet genoteerd.
threat-range-unknown = Niemand noteerde hoever het met een volle batterij komt. Noteer dat bij het voertuig.
threat-range-too-short = Het haalt ook met een volle batterij geen { $needed_km } km (met de reserve).
threat-not-charged-in-time = Tegen dan is het niet genoeg geladen voor { $needed_km } km (met de reserve).
