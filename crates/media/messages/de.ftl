photo-format = Als Fotos werden nur { $formats } angenommen.
photo-too-large = Ein Foto hat höchstens { $max_megabytes } MB.
photo-too-many-pixels = Ein Foto hat höchstens { $max_megapixels } Megapixel.
photo-damaged = Dieses Foto ist beschädigt und kann nicht gelesen werden.
