photo-format = Alleen { $formats } worden als foto aanvaard.
photo-too-large = Een foto is hoogstens { $max_megabytes } MB groot.
photo-too-many-pixels = Een foto heeft hoogstens { $max_megapixels } megapixels.
photo-damaged = Deze foto is beschadigd en kan niet worden gelezen.
