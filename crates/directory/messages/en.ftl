invalid-fields = Some fields cannot be taken as they are. { $reasons }
taken = This is in use already.
last-admin = This is the last person who may run the whole system. Make somebody else administrator first.
person-inactive = This person is no longer active.
sign-in-failed = Login or password are not right.
    .title = Signing in failed
sign-in-throttled = Too many failed attempts. Try again in { $retry_after_s } s.
