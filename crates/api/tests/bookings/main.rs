//! Bookings over HTTP: making, changing, calling off, asking, seeing. On both engines.

mod approvals;
mod house;
mod life;
mod nights;
mod outside;
mod sight;
mod timeline;
