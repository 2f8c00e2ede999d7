photo-format = Only { $formats } are taken as photos.
photo-too-large = A photo has at most { $max_megabytes } MB.
photo-too-many-pixels = A photo has at most { $max_megapixels } megapixels.
photo-damaged = This photo is damaged and cannot be read.
