export const notSetUp =
  'Zalo is not set up: ZALO_APP_ID, ZALO_OA_ID, ZALO_OA_SECRET_KEY and ZALO_APP_SECRET are missing; see .env.example';
