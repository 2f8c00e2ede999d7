//! buildings
