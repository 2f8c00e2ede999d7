photo-format = Seuls { $formats } sont acceptés comme photos.
photo-too-large = Une photo pèse au plus { $max_megabytes } Mo.
photo-too-many-pixels = Une photo a au plus { $max_megapixels } mégapixels.
photo-damaged = Cette photo est endommagée et ne peut être lue.
