requested-by-somebody = Requested
