//! The endpoints: one a file.

mod add_checklist;
mod add_inspection_report;
mod add_plan;
mod add_regime;
mod add_tasks;
mod add_team;
mod add_ticket_photo;
mod answer_task;
mod assign_ticket;
mod body;
mod cancel_ticket;
mod cannot_complete_ticket;
mod change_checklist;
mod change_plan;
mod change_regime;
mod change_team;
mod change_ticket;
mod clear_remark;
mod close_ticket;
mod comment_ticket;
mod complete_ticket;
mod create_ticket;
mod drop_inspection;
mod export_figures_table;
mod export_figures_workbook;
mod figures;
mod follow_report;
mod get_board;
mod get_figures;
mod get_inspection;
mod get_inspection_book;
mod get_plan;
mod get_regime;
mod get_report_place;
mod get_service_levels;
mod get_team;
mod get_ticket;
mod hold_ticket;
mod judge_inspection;
mod list_checklists;
mod list_due_inspections;
mod list_inspections;
mod list_mentions;
mod list_moves;
mod list_plan_dates;
mod list_plans;
mod list_regimes;
mod list_teams;
mod list_threats;
mod list_tickets;
mod log_work;
mod maintenance_calendar;
mod mark_duplicate_ticket;
mod note_inspection;
mod order_remark;
mod pause_plan;
mod perform_inspection;
mod plan_ticket;
mod rate_ticket;
mod reject_ticket;
mod reopen_ticket;
mod resume_plan;
mod resume_ticket;
mod retire_plan;
mod schedule_inspection;
mod see_mention;
mod send_report;
mod set_service_levels;
mod set_team_members;
mod start_ticket;
mod strike_work;
mod triage_ticket;
mod verify_ticket;

use axum::extract::DefaultBodyLimit;
use httpkit::AppState;
use utoipa_axum::{router::OpenApiRouter, routes};

/// What a form adds around the largest photo, in bytes.
const FORM_BYTES: usize = 64 * 1024;

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    let uploads = OpenApiRouter::new()
        .routes(routes!(add_ticket_photo::add_ticket_photo))
        .routes(routes!(get_report_place::get_report_place, send_report::send_report))
        .layer(DefaultBodyLimit::max(media::photo::MAX_BYTES + FORM_BYTES));
    OpenApiRouter::new()
        .routes(routes!(list_tickets::list_tickets, create_ticket::create_ticket))
        .routes(routes!(get_board::get_board))
        .routes(routes!(list_moves::list_ticket_moves))
        .routes(routes!(get_ticket::get_ticket, change_ticket::change_ticket))
        .merge(moves())
        .routes(routes!(comment_ticket::comment_ticket))
        .merge(uploads)
        .merge(inspections())
        .routes(routes!(maintenance_calendar::get_maintenance_calendar))
        .routes(routes!(get_figures::get_maintenance_figures))
        .routes(routes!(export_figures_table::export_figures_table))
        .routes(routes!(export_figures_workbook::export_figures_workbook))
        .routes(routes!(log_work::log_work))
        .routes(routes!(strike_work::strike_work))
        .routes(routes!(add_tasks::add_tasks))
        .routes(routes!(answer_task::answer_task))
        .routes(routes!(rate_ticket::rate_ticket))
        .routes(routes!(list_threats::list_ticket_threats))
        .routes(routes!(list_mentions::list_mentions))
        .routes(routes!(see_mention::see_mention))
        .routes(routes!(list_teams::list_teams, add_team::add_team))
        .routes(routes!(get_team::get_team, change_team::change_team))
        .routes(routes!(set_team_members::set_team_members))
        .routes(routes!(get_service_levels::get_service_levels, set_service_levels::set_service_levels))
        .routes(routes!(list_checklists::list_checklists, add_checklist::add_checklist))
        .routes(routes!(change_checklist::change_checklist))
        .routes(routes!(list_plans::list_maintenance_plans, add_plan::add_maintenance_plan))
        .routes(routes!(list_plan_dates::list_maintenance_plan_dates))
        .routes(routes!(get_plan::get_maintenance_plan, change_plan::change_maintenance_plan))
        .routes(routes!(pause_plan::pause_maintenance_plan))
        .routes(routes!(resume_plan::resume_maintenance_plan))
        .routes(routes!(retire_plan::retire_maintenance_plan))
        .routes(routes!(follow_report::follow_report))
}

fn inspections() -> OpenApiRouter<AppState> {
    let uploads = OpenApiRouter::new()
        .routes(routes!(add_inspection_report::add_inspection_report))
        .routes(routes!(clear_remark::clear_inspection_remark))
        .layer(DefaultBodyLimit::max(media::document::MAX_BYTES + FORM_BYTES));
    OpenApiRouter::new()
        .routes(routes!(list_regimes::list_inspection_regimes, add_regime::add_inspection_regime))
        .routes(routes!(get_regime::get_inspection_regime, change_regime::change_inspection_regime))
        .routes(routes!(list_due_inspections::list_due_inspections))
        .routes(routes!(list_inspections::list_inspections, note_inspection::note_inspection))
        .routes(routes!(get_inspection::get_inspection))
        .routes(routes!(schedule_inspection::schedule_inspection))
        .routes(routes!(perform_inspection::perform_inspection))
        .routes(routes!(judge_inspection::judge_inspection))
        .routes(routes!(drop_inspection::drop_inspection))
        .merge(uploads)
        .routes(routes!(order_remark::order_inspection_remark))
        .routes(routes!(get_inspection_book::get_inspection_book))
}

fn moves() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(triage_ticket::triage_ticket))
        .routes(routes!(plan_ticket::plan_ticket))
        .routes(routes!(assign_ticket::assign_ticket))
        .routes(routes!(start_ticket::start_ticket))
        .routes(routes!(hold_ticket::hold_ticket))
        .routes(routes!(resume_ticket::resume_ticket))
        .routes(routes!(complete_ticket::complete_ticket))
        .routes(routes!(cannot_complete_ticket::cannot_complete_ticket))
        .routes(routes!(verify_ticket::verify_ticket))
        .routes(routes!(close_ticket::close_ticket))
        .routes(routes!(reopen_ticket::reopen_ticket))
        .routes(routes!(reject_ticket::reject_ticket))
        .routes(routes!(mark_duplicate_ticket::mark_duplicate_ticket))
        .routes(routes!(cancel_ticket::cancel_ticket))
}
