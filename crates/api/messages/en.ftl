reserved = Reserved
requested-by-somebody = Requested
closed-label = Closed
