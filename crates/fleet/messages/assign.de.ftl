# Warum ein Fahrzeug gewählt wurde, warum keines, und was helfen würde. Die Tabelle steht in `model/assign`.
assign-what-is-due =
    { $kind ->
        [inspection] technische Prüfung
        [insurance] Versicherung
        [tyres] Reifen
        [lease_end] Ende des Leasings
        [service] Wartung
       *[other] andere Frist
    }
assign-asked-by-name = Sie haben dieses Fahrzeug verlangt.
assign-only-car-that-fits = Es ist das einzige freie Fahrzeug, das passt.
assign-smallest-that-fits = Es ist das kleinste, das passt: { $seats } Plätze für { $needed }.
assign-larger-than-needed =
    Es hat { $seats } Plätze für { $needed }. { $smaller ->
        [one] Ein anderes freies Fahrzeug hat
       *[other] { $smaller } andere freie Fahrzeuge haben
    } weniger Plätze, aber andere Gründe sprechen dagegen.
assign-charge-covers = Die Batterie reicht dann für { $charge_km } km; die Fahrt braucht { $distance_km } km.
assign-keeps-step-free =
    { $cars ->
        [one] Ein stufenloses Fahrzeug bleibt
       *[other] { $cars } stufenlose Fahrzeuge bleiben
    } für jene frei, die es brauchen.
assign-keeps-large-boot =
    { $cars ->
        [one] Ein Fahrzeug mit viel Laderaum bleibt
       *[other] { $cars } Fahrzeuge mit viel Laderaum bleiben
    } für jene frei, die viel mitnehmen.
assign-keeps-for-groups =
    { $cars ->
        [one] Ein Fahrzeug mit vielen Plätzen bleibt
       *[other] { $cars } Fahrzeuge mit vielen Plätzen bleiben
    } für Gruppen frei.
assign-keeps-child-seats =
    { $cars ->
        [one] Ein Fahrzeug, in das Kindersitze passen, bleibt
       *[other] { $cars } Fahrzeuge, in die Kindersitze passen, bleiben
    } für jene frei, die mit Kindern fahren.
assign-leaves-due =
    { $cars ->
        [one] Ein Fahrzeug bleibt
       *[other] { $cars } Fahrzeuge bleiben
    } außer Betracht, weil dafür vor dem Ende dieser Fahrt noch etwas zu erledigen ist.
assign-due-meanwhile = Vor dem Ende dieser Fahrt ist für dieses Fahrzeug noch etwas zu erledigen: { assign-what-is-due }, spätestens am { $due_on }. Gelingt das nicht rechtzeitig, sucht der Schalter ein anderes.
assign-keeps-long-range =
    { $cars ->
        [one] Ein Fahrzeug mit größerer Reichweite bleibt
       *[other] { $cars } Fahrzeuge mit größerer Reichweite bleiben
    } für längere Fahrten frei.
assign-used-less =
    Mit { $km } km in diesem Jahr wurde es weniger gefahren als { $than ->
        [one] ein anderes, das auch passt
       *[other] { $than } andere, die auch passen
    }.
assign-within-lease = Der Leasingvertrag lässt nach dieser Fahrt noch { $left_km } km zu.
assign-over-lease = Mit dieser Fahrt liegt es { $over_km } km über dem Leasingvertrag; kein Fahrzeug innerhalb seines Vertrags passt.
assign-after-swaps =
    { $moves ->
        [one] Eine andere Reservierung erhält
       *[other] { $moves } andere Reservierungen erhalten
    } ein anderes Fahrzeug, das auch passt, damit Sie dieses haben können.

assign-other-car-asked =
    { $cars ->
        [one] Ein anderes Fahrzeug bleibt
       *[other] { $cars } andere Fahrzeuge bleiben
    } außer Betracht, weil Sie ein bestimmtes verlangt haben.
assign-too-few-seats =
    { $cars ->
        [one] Ein Fahrzeug hat
       *[other] { $cars } Fahrzeuge haben
    } weniger als { $needed } Plätze.
assign-too-little-luggage =
    { $cars ->
        [one] Ein Fahrzeug hat
       *[other] { $cars } Fahrzeuge haben
    } einen Kofferraum von weniger als { $needed_l } Litern.
assign-too-few-child-seats =
    { $cars ->
        [one] In ein Fahrzeug passen
       *[other] In { $cars } Fahrzeuge passen
    } weniger als { $needed ->
        [one] ein Kindersitz
       *[other] { $needed } Kindersitze
    }.
assign-not-step-free =
    { $cars ->
        [one] Ein Fahrzeug ist
       *[other] { $cars } Fahrzeuge sind
    } nicht stufenlos zugänglich.
assign-not-with-driver =
    { $cars ->
        [one] Ein Fahrzeug wird
       *[other] { $cars } Fahrzeuge werden
    } nicht von den Fahrern des Hauses gefahren.
assign-only-with-driver =
    { $cars ->
        [one] Ein Fahrzeug wird
       *[other] { $cars } Fahrzeuge werden
    } nur von den Fahrern des Hauses gefahren.
assign-not-drivable =
    { $cars ->
        [one] Für ein Fahrzeug
       *[other] Für { $cars } Fahrzeuge
    } ist dann kein Fahrer mit dem Führerschein frei.
assign-zone-refused =
    { $cars ->
        [one] Ein Fahrzeug darf
       *[other] { $cars } Fahrzeuge dürfen
    } an dem Tag nicht in die Zone { $zone } fahren.
assign-zone-rule-unknown =
    Von { $cars ->
        [one] einem Fahrzeug weiß niemand, ob es
       *[other] { $cars } Fahrzeugen weiß niemand, ob sie
    } an diesem Tag in die Zone { $zone } { $cars ->
        [one] darf
       *[other] dürfen
    }: für diesen Kraftstoff ist keine Regel notiert. Fragen Sie die Fuhrparkverwaltung.
assign-zone-norm-unknown =
    Von { $cars ->
        [one] einem Fahrzeug weiß niemand, ob es
       *[other] { $cars } Fahrzeugen weiß niemand, ob sie
    } an diesem Tag in die Zone { $zone } { $cars ->
        [one] darf
       *[other] dürfen
    }: die Euronorm ist nicht notiert. Fragen Sie die Fuhrparkverwaltung.
assign-due =
    { $cars ->
        [one] Ein Fahrzeug wird
       *[other] { $cars } Fahrzeuge werden
    } für diese Zeit nicht zugesagt, weil zuerst etwas zu erledigen ist: { assign-what-is-due }, { $cars ->
        [one] spätestens
       *[other] das erste Mal
    } am { $due_on }.
assign-due-km =
    Mit dieser Fahrt { $cars ->
        [one] führe ein Fahrzeug
       *[other] führen { $cars } Fahrzeuge
    } weiter als { $due_km } km, bei denen zuerst etwas zu erledigen ist: { assign-what-is-due }.
assign-range-unknown =
    { $cars ->
        [one] Für ein Fahrzeug hat niemand notiert, wie weit es mit voller Batterie kommt.
       *[other] Für { $cars } Fahrzeuge hat niemand notiert, wie weit sie mit voller Batterie kommen.
    }
assign-range-too-short =
    { $cars ->
        [one] Ein Fahrzeug schafft
       *[other] { $cars } Fahrzeuge schaffen
    } auch mit voller Batterie keine { $needed_km } km (mit der Reserve).
assign-not-charged-in-time =
    { $cars ->
        [one] Ein Fahrzeug ist
       *[other] { $cars } Fahrzeuge sind
    } bis dahin nicht für { $needed_km } km (mit der Reserve) geladen, oder eine spätere Fahrt bliebe ohne Ladung.
assign-blocked =
    { $cars ->
        [one] Ein Fahrzeug ist
       *[other] { $cars } Fahrzeuge sind
    } zwischen { $from } und { $to } in Wartung oder gesperrt.
assign-taken =
    { $cars ->
        [one] Ein Fahrzeug ist
       *[other] { $cars } Fahrzeuge sind
    } zwischen { $from } und { $to } vergeben, und diese Reservierungen können nicht alle ein anderes erhalten.
assign-promised-without-car =
    { $trips ->
        [one] Eine frühere Reservierung wartet
       *[other] { $trips } frühere Reservierungen warten
    } noch auf ein Fahrzeug.

assign-too-many-moves =
    Dafür müssten { $moves ->
        [one] eine Reservierung
       *[other] { $moves } Reservierungen
    } ein anderes Fahrzeug erhalten; ohne die Fahrbereitschaft werden höchstens { $most } verschoben. Fragen Sie die Fahrbereitschaft.

assign-keeps-its-vehicle = Diese Reservierung behält ihr Fahrzeug.

assign-gave-up = Die Suche wurde beendet, bevor jede Anordnung versucht war. Die Fahrbereitschaft findet vielleicht noch eine.

assign-way-earlier = Es geht von { $from } bis { $to }.
assign-way-later = Es geht von { $from } bis { $to }.
assign-way-any-car = Es geht mit einem anderen Fahrzeug: Lassen Sie eines für Sie wählen.
assign-way-any-driver = Es geht mit einem anderen Fahrer: Lassen Sie einen für Sie wählen.
assign-way-fewer-people =
    { $people ->
        [one] Es geht für eine Person.
       *[other] Es geht für höchstens { $people } Personen.
    }
assign-way-less-luggage = Es geht mit höchstens { $luggage_l } Litern Gepäck.
assign-way-fewer-child-seats =
    { $child_seats ->
        [0] Es geht ohne Kindersitze.
        [one] Es geht mit einem Kindersitz.
       *[other] Es geht mit { $child_seats } Kindersitzen.
    }
assign-way-shorter-trip = Es geht bis zu { $distance_km } km.
assign-way-outside-zones = Es geht, wenn Sie außerhalb der Zonen bleiben.
assign-way-without-step-free = Es geht mit einem Fahrzeug, das nicht stufenlos ist.
assign-way-with-driver = Es geht mit einem Fahrer des Hauses.
assign-way-without-driver = Es geht, wenn Sie selbst fahren.

# Warum eine Reservierung ihr Fahrzeug nicht behalten kann.
threat-due = Bis dahin ist etwas zu erledigen: { assign-what-is-due }, spätestens am { $due_on }.
threat-due-km = Mit dem, was geplant ist, fährt es weiter als { $due_km } km, bei denen etwas zu erledigen ist: { assign-what-is-due }.
threat-too-few-seats = Es hat weniger als die { $needed } Plätze, die nötig sind.
threat-too-little-luggage = Der Kofferraum ist kleiner als die { $needed_l } Liter, die nötig sind.
threat-too-few-child-seats =
    Es passen weniger Kindersitze hinein als { $needed ->
        [one] der eine, der nötig ist
       *[other] die { $needed }, die nötig sind
    }.
threat-not-step-free = Es ist nicht stufenlos zugänglich.
threat-not-with-driver = Die Fahrer des Hauses fahren damit nicht.
threat-only-with-driver = Nur die Fahrer des Hauses fahren damit.
threat-not-drivable = Der Fahrer hat dafür nicht den Führerschein.
threat-zone-refused = Es darf an diesem Tag nicht in die Zone { $zone }.
threat-zone-rule-unknown = Niemand weiß, ob es an diesem Tag in die Zone { $zone } darf: für diesen Kraftstoff ist keine Regel notiert.
threat-zone-norm-unknown = Niemand weiß, ob es an diesem Tag in die Zone { $zone } darf: die Euronorm ist nicht notiert.
threat-range-unknown = Niemand hat notiert, wie weit es mit voller Batterie kommt. Notieren Sie das beim Fahrzeug.
threat-range-too-short = Es kommt auch mit voller Batterie keine { $needed_km } km weit (mit der Reserve).
threat-not-charged-in-time = Bis dahin ist es nicht für { $needed_km } km (mit der Reserve) geladen.
